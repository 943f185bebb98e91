namespace HomeLab.Lab.Kinds;

/// <summary>Paths that documents write.</summary>
static class LabPath
{
    /// <summary>Whether it is relative and stays below where it begins.</summary>
    public static bool IsWithin(string path) =>
        !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal) && !path.Split('/').Contains("..");
}
