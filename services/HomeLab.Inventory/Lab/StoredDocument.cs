namespace HomeLab.Inventory.Lab;

/// <summary>A document as it is in force.</summary>
/// <param name="Spec">Canonical JSON of the last good version; null: there never was one.</param>
/// <param name="IsValid">Whether its newest text is right.</param>
/// <param name="Problems">JSON.</param>
/// <param name="AbsentCode">Why it is kept although it is no longer in the directory; empty: it is there.</param>
/// <param name="GitCommit">The last commit in whose clean working tree it was seen; null: none.</param>
sealed record StoredDocument(
    string Address, string Kind, string Name, string File, int Line, string? Spec, bool IsValid, string Problems,
    string AbsentCode, string AbsentReason, string? GitCommit);
