namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>A message that could not be handled.</summary>
/// <param name="Id">The message's own id.</param>
/// <param name="Queue">The queue that it failed in.</param>
/// <param name="Type">The message's URN, as it says of itself.</param>
/// <param name="At">When it failed; null where that is not told.</param>
/// <param name="Error">What its handler said.</param>
sealed record DeadLetter(string Id, string Queue, string Type, DateTimeOffset? At, string Error, string Body);
