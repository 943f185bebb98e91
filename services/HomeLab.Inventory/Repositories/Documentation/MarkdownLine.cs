namespace HomeLab.Inventory.Repositories.Documentation;

/// <summary>A line of a document.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Block">Which fenced block it is in, counted from 1; 0: none.</param>
/// <param name="Language">Of the block; empty: none is said.</param>
sealed record MarkdownLine(int Number, string Text, int Block, string Language)
{
    const string Fence = "```";
    const int MostLines = 20_000;

    /// <returns>Without the lines that begin and end blocks.</returns>
    public static IReadOnlyList<MarkdownLine> Of(string text)
    {
        var lines = new List<MarkdownLine>();
        var (block, blocks, language) = (0, 0, "");
        foreach (var (line, index) in text.Split('\n').Take(MostLines).Select((it, index) => (it.TrimEnd('\r'), index)))
        {
            if (!line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                lines.Add(new MarkdownLine(index + 1, line, block, language));
                continue;
            }
            (block, language) = block == 0 ? (++blocks, line.Trim()[Fence.Length..].Trim()) : (0, "");
        }
        return lines;
    }
}
