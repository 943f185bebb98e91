namespace HomeLab.Cli.Output;

/// <summary>Fits columns into a terminal.</summary>
static class Columns
{
    const int NarrowestElastic = 12;
    const string Ellipsis = "…";

    public const int Gap = 2;

    /// <summary>Elastic columns give way, the widest first; what is still too wide is cut at the right edge.</summary>
    public static int[] Fit(IReadOnlyList<int> natural, IReadOnlyList<bool> isElastic, int? available)
    {
        int[] widths = [.. natural];
        if (available is not { } room)
        {
            return widths;
        }
        while (widths.Sum() + (Gap * (widths.Length - 1)) > room)
        {
            var widest = Enumerable.Range(0, widths.Length)
                .Where(it => isElastic[it] && widths[it] > NarrowestElastic)
                .DefaultIfEmpty(-1).MaxBy(it => it < 0 ? 0 : widths[it]);
            if (widest < 0)
            {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    public static string Cut(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }
        var kept = Math.Max(0, width - 1);
        return text[..(kept > 0 && char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)] + Ellipsis;
    }
}
