namespace HomeLab.Inventory.Repositories.Tree;

/// <summary>Paths within a repository: with slashes, without a leading one; the root is empty.</summary>
static class RepositoryPath
{
    /// <summary>Null where it leads out of the repository, is absolute, or holds what no path has.</summary>
    public static string? Combine(string directory, string relative)
    {
        if (relative.StartsWith('/') || relative.Contains('\\', StringComparison.Ordinal) || relative.Any(char.IsControl))
            return null;
        var parts = new List<string>(Parts(directory));
        foreach (var part in Parts(relative))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                    return null;
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }
        return string.Join('/', parts);
    }

    public static string DirectoryOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether a file or directory is a directory or lies in it.</summary>
    public static bool IsWithin(string path, string directory) =>
        directory.Length == 0 || path == directory || (path.StartsWith(directory, StringComparison.Ordinal) && path[directory.Length] == '/');

    public static bool IsYaml(string path) =>
        path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
