using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Documentation;

/// <summary>Host names of the repository's own domains that only its documentation knows.</summary>
sealed partial class DocumentedHosts
{
    /// <summary>So many declared hosts right below a domain make it the repository's own.</summary>
    const int FewestHosts = 3;

    /// <summary>RFC 2606 and 6761: names that are nobody's, as documentation uses them for what a reader has to fill in.</summary>
    static readonly string[] Reserved = ["example.com", "example.net", "example.org", "example", "test", "invalid", "localhost"];

    readonly HashSet<string> domains;
    readonly HashSet<string> written;

    public DocumentedHosts(RepositoryTree tree, RepositoryReading reading)
    {
        domains = reading.Hosts.Select(it => it.Host).Distinct().Where(it => !it.StartsWith('*')).Select(it => it[(it.IndexOf('.', StringComparison.Ordinal) + 1)..])
            .Where(it => it.Contains('.', StringComparison.Ordinal) && !Reserved.Any(end => it == end || it.EndsWith("." + end, StringComparison.Ordinal))).CountBy(it => it).Where(it => it.Value >= FewestHosts).Select(it => it.Key).ToHashSet(StringComparer.Ordinal);
        // Whatever else names it knows of it, in whatever format.
        written = domains.Count == 0 ? [] : [
            .. tree.Files.Where(it => it.Text is not null && !it.Path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)).SelectMany(it => NamesIn(it.Text!)),
            .. reading.Hosts.Select(it => it.Host)];
    }

    public IEnumerable<Problem> In(string file, IReadOnlyList<MarkdownLine> lines) => lines
        .SelectMany(line => NamesIn(line.Text).Distinct().Select(name => (line.Number, Name: name)))
        .Where(it => !written.Contains(it.Name) && !Placeholder().IsMatch(it.Name)).DistinctBy(it => it.Name)
        .Select(it => new Problem(file, it.Number, 1, it.Name, DocumentationReader.Host, $"it names {it.Name}, and nothing else in the repository does"));

    IEnumerable<string> NamesIn(string text) => domains.Count == 0 ? [] : HostName().Matches(text).Select(it => it.Value.ToLowerInvariant())
        .Where(it => domains.Contains(it[(it.IndexOf('.', StringComparison.Ordinal) + 1)..]));

    /// <summary>What a reader is to put his own name in for.</summary>
    [GeneratedRegex(@"^(?:(?:my|your|some|example)-|(?:example|foo|subdomain|hostname|(?:app|service)-?name)\.)", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"(?<![\w.*<>{}$@-])[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+(?![\w-])", RegexOptions.CultureInvariant, 10_000)]
    private static partial Regex HostName();
}
