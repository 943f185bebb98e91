using System.Text.RegularExpressions;

namespace HomeLab.Architecture.Tests;

/// <summary>Holds the last column of the feature tables to the tests that carry <c>[Proves]</c> with the row's number.</summary>
public sealed partial class FeaturePageTests
{
    static readonly ILookup<string, string> Proofs = ProofsOf(Repository.Files("*.cs").Where(path => path.StartsWith("tests/", StringComparison.Ordinal)));

    /// <summary>Where it differs, the page as it should be is left beside it as <c>*.actual.md</c>.</summary>
    [Theory]
    [InlineData("docs/dns.md", "DNS")]
    [InlineData("docs/inventory.md", "INV")]
    [InlineData("docs/stacks.md", "STACK")]
    public void Each_row_names_the_tests_that_prove_it_and_each_proof_has_a_row(string page, string table)
    {
        var committed = Repository.Read(page);
        var actual = Row().Replace(committed, row => $"| {row.Groups["id"].Value} | {row.Groups["what"].Value} | {Proof(row.Groups["id"].Value)} |");
        if (actual != committed)
            File.WriteAllText(Path.Combine(Repository.Root, Path.ChangeExtension(page, ".actual.md")), actual);

        Assert.Equal(committed, actual);
        Assert.Empty(Proofs.Select(proof => proof.Key).Where(id => id.StartsWith($"{table}-", StringComparison.Ordinal))
            .Except(Row().Matches(committed).Select(row => row.Groups["id"].Value)));
    }

    static string Proof(string id) => Proofs[id].Any() ? string.Join("<br>", Proofs[id].Order(StringComparer.Ordinal)) : "—";

    static ILookup<string, string> ProofsOf(IEnumerable<string> files) => files
        .SelectMany(file => Proven().Matches(Repository.Read(file)))
        .SelectMany(proven => Quoted().Matches(proven.Groups["rows"].Value).Select(row => (Id: row.Groups[1].Value, Test: proven.Groups["test"].Value.Replace('_', ' '))))
        .ToLookup(proof => proof.Id, proof => proof.Test);

    [GeneratedRegex(@"^\| (?<id>[A-Z]+-\d+) \| (?<what>.*) \| (?<proof>.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    /// <summary>An attribute, whatever attributes and comments follow, and the method that they are on.</summary>
    [GeneratedRegex(@"(?:\[Proves\((?<rows>[^)]*)\)\]\s*)+(?:(?:\[.*\]|//.*)\s*)*public (?:async )?(?:Task|void) (?<test>\w+)\(")]
    private static partial Regex Proven();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Quoted();
}
