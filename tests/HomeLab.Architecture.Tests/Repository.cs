using System.Reflection;

namespace HomeLab.Architecture.Tests;

/// <summary>The repository's own text, as committed: what is built or ignored is left out.</summary>
static class Repository
{
    static readonly string[] NotOurs = ["artifacts", "artifacts-real", "node_modules", ".git", ".homelab"];

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Paths relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string pattern) => Files(new DirectoryInfo(Root), pattern)
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    static IEnumerable<FileInfo> Files(DirectoryInfo directory, string pattern) => directory.EnumerateFiles(pattern).Concat(
        directory.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(d => Files(d, pattern)));
}
