namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>A plan as a person can read it.</summary>
/// <param name="Hash">SHA-256 over the canonical changes, expected identities and before-images, lower-case hex.</param>
/// <param name="Json">Changes and what was withheld with reasons.</param>
public sealed record RecordedPlan(string Hash, string Json);
