using System.Text.RegularExpressions;

namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>What a <see cref="CatalogEntrySpec"/> must be beyond its shape.</summary>
static class CatalogEntryCheck
{
    public static CatalogEntrySpec Check(CatalogEntrySpec spec, SpecProblems problems)
    {
        if (spec.Recognise.Count == 0)
            problems.Add("spec.recognise", "MissingField", "say at least one way by which the system shows itself");
        for (var i = 0; i < spec.Recognise.Count; i++)
            Check(spec.Recognise[i], $"spec.recognise[{i}]", problems);
        for (var i = 0; i < spec.Health.Count; i++)
            ProbeFields.Check(spec.Health[i], $"spec.health[{i}]", problems);
        for (var i = 0; i < spec.Version.Count; i++)
            Check(spec.Version[i], $"spec.version[{i}]", problems);
        foreach (var both in spec.DependsOn.Intersect(spec.SoftDependsOn))
            problems.Add("spec.softDependsOn", "Duplicate", $"`{both}` stands in dependsOn too; keep one of them");
        return spec;
    }

    static void Check(MatcherSpec matcher, string path, SpecProblems problems)
    {
        MatcherFields.Check(matcher, path, problems);
        if (matcher is { Match: "derived", AllOf: null, AnyOf: null, How: null })
            problems.Add(path, "MissingField", "give `allOf` or `anyOf`, or say `how` a person would tell");
        if (matcher is { Match: "proxmox", Names: null, Tags: null, Type: null or "qemu" or "lxc" })
            problems.Add(path, "MissingField", "`match: proxmox` needs `names` or `tags`, or `type: node` or `storage`");
        // A glob that means everything would recognise the whole lab as this one system.
        string[] all = ["*", "**", "**/*", "*/*"];
        if (matcher.Strength != "hint" && Patterns(matcher).Any(it => all.Contains(it)))
            problems.Add(path, "TooWide", "a pattern that means everything recognises nothing; make it narrower");
    }

    static IEnumerable<string> Patterns(MatcherSpec it) =>
        (it.Globs ?? []).Concat(it.Names ?? []).Concat(it.Urls ?? []);

    static void Check(VersionSpec version, string path, SpecProblems problems)
    {
        string[] needs = version.From switch
        {
            "label" or "annotation" => ["key"],
            "field" => ["apiVersion", "kind", "path"],
            "http" => ["port", "path"],
            "command" => ["command"],
            _ => [],
        };
        var given = FieldUse.Given(
            ("key", version.Key), ("apiVersion", version.ApiVersion), ("kind", version.Kind), ("path", version.Path), ("port", version.Port),
            ("command", version.Command));
        FieldUse.Check(given, $"from: {version.From}", (needs, ["apiVersion", "kind", "path"]), path, problems);
        FieldUse.CheckPath(version.From == "field" ? version.Path : null, $"{path}.path", problems);
        FieldUse.CheckPath(version.At, $"{path}.at", problems);
        if (version.Capture is { } capture && !IsExpression(capture))
            problems.Add($"{path}.capture", "WrongForm", "expected a regular expression with one group, without back references and look-arounds");
    }

    static bool IsExpression(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking).GetGroupNumbers().Length == 2;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
