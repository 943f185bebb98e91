namespace HomeLab.Inventory.Notifications;

/// <summary>A receiver did not take a message.</summary>
/// <param name="RetryAfter">When it wants to be asked again; null: it did not say.</param>
sealed record NotTaken(string Reason, TimeSpan? RetryAfter = null);
