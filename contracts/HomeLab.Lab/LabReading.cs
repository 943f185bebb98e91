namespace HomeLab.Lab;

/// <summary>What the files of a lab say.</summary>
/// <param name="RefusedFiles">Files that may hold documents which could not be read.</param>
public sealed record LabReading(IReadOnlyList<LabDocument> Documents, IReadOnlySet<string> RefusedFiles);
