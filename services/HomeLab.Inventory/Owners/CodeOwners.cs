using HomeLab.Inventory.Repositories.Tree;
using Glob = HomeLab.Lab.Kinds.Catalog.Glob;

namespace HomeLab.Inventory.Owners;

/// <summary>A line of a <c>CODEOWNERS</c> file: https://docs.github.com/articles/about-code-owners.</summary>
/// <param name="Owners">None: nobody owns what matches.</param>
sealed record CodeOwner(string Pattern, IReadOnlyList<string> Owners);

/// <summary>Whose the files of a repository are.</summary>
static class CodeOwners
{
    const int MostLines = 1000;

    static readonly string[] Places = [".github/CODEOWNERS", ".gitea/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    /// <summary>The first file that there is counts.</summary>
    public static IReadOnlyList<CodeOwner> Read(RepositoryTree tree) =>
        Places.Select(it => tree.Find(it)?.Text).OfType<string>().FirstOrDefault() is { } text ? [.. text.Split('\n').Take(MostLines).Select(Line).OfType<CodeOwner>()] : [];

    /// <returns>Of the last line that matches; none: no line does, or it names nobody.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<CodeOwner> lines, string file) => lines.LastOrDefault(it => Matches(it.Pattern, file))?.Owners ?? [];

    static CodeOwner? Line(string line)
    {
        // A section of GitLab's and a comment are no patterns.
        var words = line.Split('#')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 || words[0].StartsWith('[') ? null : new CodeOwner(words[0], words[1..]);
    }

    static bool Matches(string pattern, string file)
    {
        var anchored = pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var glob = (anchored ? "" : "**/") + pattern.Trim('/');
        // What matches a directory matches all in it, and * at the end of a path only what is right there.
        return (!pattern.EndsWith('/') && Glob.IsPathMatch(glob, file)) || ((!anchored || !pattern.EndsWith("/*", StringComparison.Ordinal)) && Glob.IsPathMatch(glob + "/**", file));
    }
}
