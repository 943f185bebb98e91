using System.Text.RegularExpressions;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Documentation;

/// <summary>Chains of arrows between names of what Flux applies, along a line or, in a block, down from one name to the one below it.</summary>
static partial class DocumentedOrders
{
    /// <summary>So many names that are declared make it a statement of their order.</summary>
    const int FewestNames = 3;

    const int LongestLine = 400;

    public static IEnumerable<Problem> In(string file, IReadOnlyList<MarkdownLine> lines, DeclaredOrder order)
    {
        // Diagrams of a language show who calls whom as well.
        var plain = lines.Where(it => it.Language.Length == 0 && it.Text.Length <= LongestLine);
        foreach (var part in plain.GroupBy(it => it.Block > 0 ? -it.Block : it.Number))
        {
            List<MarkdownLine> block = [.. part];
            List<(Word Earlier, Word Later)> stated = [.. block.SelectMany(Along), .. block[0].Block > 0 ? Down(block) : []];
            if (stated.SelectMany(it => new[] { it.Earlier.Text, it.Later.Text }).Distinct().Count(it => order.Find(it) is not null) < FewestNames)
                continue;
            foreach (var (earlier, later) in stated.Distinct())
            {
                if (order.Find(earlier.Text) is { } one && order.Find(later.Text) is { } other && one != other && !order.IsAfter(other, one))
                {
                    yield return new Problem(
                        file, later.Line, later.Column + 1, $"{later.Text} after {earlier.Text}", DocumentationReader.Order,
                        $"it says that `{later.Text}` comes after `{earlier.Text}`, and nothing that `{later.Text}` depends on (spec.dependsOn) leads to `{earlier.Text}`");
                }
            }
        }
    }

    /// <summary>Names with nothing but an arrow between them.</summary>
    static IEnumerable<(Word Earlier, Word Later)> Along(MarkdownLine line) => Arrow().Matches(line.Text).Select(it => (
        new Word(it.Groups["one"].Value, line.Number, it.Groups["one"].Index), new Word(it.Groups["other"].Value, line.Number, it.Groups["other"].Index)));

    /// <summary>A name and the one under it that an arrow in the line between points to.</summary>
    static IEnumerable<(Word Earlier, Word Later)> Down(List<MarkdownLine> block)
    {
        for (var index = 1; index + 1 < block.Count; index++)
        {
            foreach (var column in Enumerable.Range(0, block[index].Text.Length).Where(at => block[index].Text[at] is '\u2193'))
            {
                if (At(block[index - 1], column) is { } above && At(block[index + 1], column) is { } below)
                    yield return (above, below);
            }
        }
    }

    static Word? At(MarkdownLine line, int column) => Name().Matches(line.Text)
        .Where(it => it.Index <= column && column < it.Index + it.Length).Select(it => new Word(it.Value, line.Number, it.Index)).FirstOrDefault();

    sealed record Word(string Text, int Line, int Column);

    // The second name of one arrow is the first of the next.
    [GeneratedRegex(@"(?<![\w.-])(?<one>[A-Za-z0-9][\w.-]*?)`?\s*(?:\u2192|->)\s*(?=`?(?<other>[A-Za-z0-9][\w.-]*))", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"[A-Za-z0-9][\w.-]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
