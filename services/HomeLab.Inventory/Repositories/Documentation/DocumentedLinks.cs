using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Documentation;

/// <summary>Relative links to files that are not there.</summary>
static partial class DocumentedLinks
{
    public static IEnumerable<Problem> In(string file, IReadOnlyList<MarkdownLine> lines, RepositoryTree tree) =>
        from line in lines
        where line.Block == 0
        from Match link in Link().Matches(line.Text)
        let target = link.Groups["to"].Value
        where PathOf(file, target) is { } path && !tree.HasFile(path) && !tree.HasDirectory(path)
        select new Problem(file, line.Number, link.Index + 1, target, DocumentationReader.Link, $"it links to {target}, which is not in the repository");

    /// <returns>Null: it leads out of the repository, or nobody can tell where.</returns>
    static string? PathOf(string file, string target)
    {
        var text = target.Split('#', '?')[0];
        if (text.Length == 0 || text.StartsWith('/') || text.Contains(':', StringComparison.Ordinal) || text.Any(it => it is '<' or '>' or '{' or '}' or '$' or '*' or '\\'))
            return null;
        return RepositoryPath.Combine(RepositoryPath.DirectoryOf(file), Uri.UnescapeDataString(text));
    }

    [GeneratedRegex(@"(?<!`)\[[^\]\[]*\]\((?<to>[^()\s]+)(?:\s+""[^""]*"")?\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
