namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>Texts with <c>*</c> for anything. Case counts; the whole text is meant.</summary>
public static class Glob
{
    public static bool IsLiteral(string glob) => !glob.Contains('*', StringComparison.Ordinal);

    // Greedy, with one point to go back to: never worse than quadratic, whatever somebody writes.
    public static bool IsMatch(ReadOnlySpan<char> glob, ReadOnlySpan<char> text)
    {
        var (g, t, star, mark) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (g < glob.Length && glob[g] == '*')
                (star, mark) = (g++, t);
            else if (g < glob.Length && glob[g] == text[t])
                (g, t) = (g + 1, t + 1);
            else if (star >= 0)
                (g, t) = (star + 1, ++mark);
            else
                return false;
        }
        while (g < glob.Length && glob[g] == '*')
            g++;
        return g == glob.Length;
    }

    /// <summary>Of paths with slashes: <c>*</c> stays within a part, a part <c>**</c> means any number of them, none too.</summary>
    public static bool IsPathMatch(string glob, string path) => IsPathMatch(glob.Split('/'), path.Split('/'));

    static bool IsPathMatch(ReadOnlySpan<string> glob, ReadOnlySpan<string> path)
    {
        if (glob.IsEmpty)
            return path.IsEmpty;
        if (glob[0] != "**")
            return !path.IsEmpty && IsMatch(glob[0], path[0]) && IsPathMatch(glob[1..], path[1..]);
        for (var skipped = 0; skipped <= path.Length; skipped++)
        {
            if (IsPathMatch(glob[1..], path[skipped..]))
                return true;
        }
        return false;
    }
}
