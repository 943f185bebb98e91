namespace HomeLab.Inventory.Notifications;

/// <summary>How it stands with one notifier. Times are UTC.</summary>
/// <param name="Waiting">What is to be told next.</param>
/// <param name="GivenUp">Messages that it never took, as long as they are remembered.</param>
/// <param name="Attempts">At the message that is on its way.</param>
/// <param name="Reason">Why it did not take it; empty: it was not tried yet, or there is none.</param>
sealed record NotifierRow(string Notifier, int Waiting, DateTime? TakenAt, int GivenUp, int Attempts, string Reason, DateTime? FailingSince);
