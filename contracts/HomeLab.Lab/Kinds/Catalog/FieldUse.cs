namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>Holds a mapping whose fields depend on one of them to those that belong there.</summary>
static class FieldUse
{
    public static List<string> Given(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var given = new List<string>();
        foreach (var (name, value) in fields)
        {
            if (value is not null)
                given.Add(name);
        }
        return given;
    }

    public static void CheckPath(string? text, string path, SpecProblems problems)
    {
        if (text is not null && !FactPath.IsPath(text))
            problems.Add(path, "WrongForm", $"expected {FactPath.Expected}");
    }

    public static void Check(
        List<string> given, string what, (string[] Needs, string[] Knows) known, string path, SpecProblems problems)
    {
        foreach (var missing in known.Needs.Except(given))
            problems.Add(path, "MissingField", $"`{what}` needs `{missing}`");
        foreach (var other in given.Except(known.Needs).Except(known.Knows))
            problems.Add($"{path}.{other}", "UnknownField", $"`{other}` does not belong to `{what}`");
    }
}
