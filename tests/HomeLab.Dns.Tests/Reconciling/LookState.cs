namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>How a zone's work stands between two looks.</summary>
/// <param name="Open">Intents whose write was begun and of whose end nothing is recorded.</param>
/// <param name="Unconfirmed">Intents of whose end nobody can tell yet.</param>
sealed record LookState(string Outcome, string ReasonCode, string Reason, DateTimeOffset DueAt, long Open, long Unconfirmed);
