namespace HomeLab.Inventory.Notifications;

/// <summary>Something that people may want to hear of. It holds no secret.</summary>
/// <param name="Happening">Which event of a lab's <c>notifications</c> it is: <c>degraded</c>.</param>
/// <param name="Subject">What it happened to: <c>zone example.org</c>.</param>
/// <param name="Content">One sentence.</param>
/// <param name="NeedsPerson">Nothing goes on there until somebody does something.</param>
sealed record Notice(string Happening, string Subject, string Content, bool NeedsPerson, DateTimeOffset At);
