namespace HomeLab.Stacks.Docker.Applying;

/// <summary>What a command wrote, as lines of a log.</summary>
static class CommandOutput
{
    const int LastLines = 50;

    /// <param name="output">Without secrets, which may have more than one line.</param>
    /// <returns>The last lines, and before them how many there were besides.</returns>
    public static IEnumerable<string> Lines(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > LastLines)
            yield return string.Create(null, $"({lines.Length - LastLines} lines before these)");
        foreach (var line in lines.TakeLast(LastLines))
            yield return line.Replace("\0", "", StringComparison.Ordinal);
    }
}
