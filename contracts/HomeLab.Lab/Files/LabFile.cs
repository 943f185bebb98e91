namespace HomeLab.Lab.Files;

/// <param name="Path">Relative to the lab directory, with slashes.</param>
/// <param name="Text">Null where it was refused.</param>
public sealed record LabFile(string Path, string? Text, Problem? Problem);
