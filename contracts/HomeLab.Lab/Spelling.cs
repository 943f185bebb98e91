namespace HomeLab.Lab;

/// <summary>Finds what somebody probably meant.</summary>
public static class Spelling
{
    /// <summary><c> (did you mean `proxied`?)</c>, or nothing where no candidate is near.</summary>
    public static string Hint(string word, IEnumerable<string> candidates)
    {
        var nearest = candidates
            .Select(candidate => (candidate, distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(it => it.distance < word.Length && it.distance <= Math.Max(1, Math.Min(word.Length, it.candidate.Length) / 3))
            .OrderBy(it => it.distance).ThenBy(it => it.candidate, StringComparer.Ordinal)
            .Select(it => it.candidate)
            .FirstOrDefault();
        return nearest is null ? "" : $" (did you mean `{nearest}`?)";
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours.</summary>
    static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 8 || one.Length > 64)
            return int.MaxValue;
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var substitution = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(substitution, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }
}
