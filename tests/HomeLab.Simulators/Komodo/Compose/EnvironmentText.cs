namespace HomeLab.Simulators.Komodo.Compose;

static class EnvironmentText
{
    /// <summary>The variables of a <c>.env</c> text; the last one of a name counts.</summary>
    public static Dictionary<string, string> Parse(string text)
    {
        var variables = new Dictionary<string, string>();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var entry = line.StartsWith("- ", StringComparison.Ordinal) ? line[2..].Trim() : line;
            var at = entry.IndexOfAny(['=', ':']);
            if (at > 0)
                variables[entry[..at].Trim()] = Unquoted(entry[(at + 1)..].Trim());
        }
        return variables;
    }

    static string Unquoted(string value) => value.Length > 1 && value[0] is ('"' or '\'') && value.IndexOf(value[0], 1) is > 0 and var end ? value[1..end] : WithoutRemark(value);

    static string WithoutRemark(string value) => value.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var at ? value[..at].TrimEnd() : value;
}
