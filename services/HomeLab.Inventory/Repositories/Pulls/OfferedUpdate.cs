using System.Text.RegularExpressions;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Pulls;

/// <summary>A version that a pull request offers, of an image, a chart or an action.</summary>
sealed partial record OfferedUpdate(string Package, string From, string To)
{
    const int Most = 100;
    const int LongestText = 200;

    /// <summary>Reads the table that Renovate writes into the text of its pull requests: one row for each package, one cell of which is <c>`1.0` → `1.1`</c>.</summary>
    /// <remarks>https://docs.renovatebot.com/configuration-options/#prbodycolumns.</remarks>
    public static IReadOnlyList<OfferedUpdate> Read(string? body) =>
        [.. (body ?? "").Split('\n').Select(Row).OfType<OfferedUpdate>().Distinct().Take(Most)];

    static OfferedUpdate? Row(string line)
    {
        var cells = line.Trim();
        if (!cells.StartsWith('|') || Change().Match(cells) is not { Success: true } change)
            return null;
        var package = Linked().Match(cells) is { Success: true } linked ? linked.Groups[1].Value : cells[1..].Split('|')[0].Trim().Split(' ')[0];
        return new OfferedUpdate(Clean(package), Clean(change.Groups[1].Value), Clean(change.Groups[2].Value));
    }

    static string Clean(string text) => Printable.Of(text.Trim('`', ' '), LongestText);

    [GeneratedRegex(@"`([^`|]+)`\s*(?:->|→)\s*`([^`|]+)`")]
    private static partial Regex Change();

    /// <summary>The first cell, where it is a link.</summary>
    [GeneratedRegex(@"^\|\s*\[([^\]]+)\]\(")]
    private static partial Regex Linked();
}
