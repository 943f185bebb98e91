namespace HomeLab.Lab.Kinds.Catalog;

/// <summary>Which fields each way of matching needs and knows.</summary>
static class MatcherFields
{
    static readonly Dictionary<string, (string[] Needs, string[] Knows)> Known = new()
    {
        ["crd"] = (["apiGroup", "kinds"], ["needsObject"]),
        ["resource"] = (["apiVersion", "kind"], ["where"]),
        ["label"] = (["key", "values"], []),
        ["image"] = (["globs"], []),
        ["workload"] = (["kinds", "names"], []),
        ["namespace"] = (["names"], []),
        ["csiDriver"] = (["names"], []),
        ["provisioner"] = (["globs"], []),
        ["compose"] = (["project", "services"], []),
        ["proxmox"] = ([], ["names", "tags", "type"]),
        ["api"] = (["urls"], []),
        ["endpoint"] = (["port"], []),
        ["file"] = (["globs"], ["contains"]),
        ["derived"] = ([], ["allOf", "anyOf"]),
    };

    public static void Check(MatcherSpec matcher, string path, SpecProblems problems) =>
        FieldUse.Check(Given(matcher), $"match: {matcher.Match}", Known[matcher.Match], path, problems);

    static List<string> Given(MatcherSpec it) => FieldUse.Given(
        ("apiGroup", it.ApiGroup), ("kinds", it.Kinds), ("needsObject", it.NeedsObject ? "" : null), ("apiVersion", it.ApiVersion), ("kind", it.Kind),
        ("where", it.Where), ("key", it.Key), ("values", it.Values), ("globs", it.Globs), ("names", it.Names), ("project", it.Project),
        ("services", it.Services), ("type", it.Type), ("tags", it.Tags), ("urls", it.Urls), ("port", it.Port), ("contains", it.Contains),
        ("allOf", it.AllOf), ("anyOf", it.AnyOf));
}
