namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>A message that can never be handled; trying again would not help.</summary>
sealed class UnreadableMessageException(string message) : Exception(message);
