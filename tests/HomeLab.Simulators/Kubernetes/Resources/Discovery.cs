using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Resources;

/// <summary>What a cluster says that it serves.</summary>
static class Discovery
{
    static readonly string[] Verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public static JsonObject Core() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    public static JsonObject Groups(ResourceCatalog catalog) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. catalog.Groups.Select(group => (JsonNode)Group(group.Group, group.Versions))]),
    };

    public static JsonObject? Group(ResourceCatalog catalog, string name)
    {
        if (catalog.Groups.FirstOrDefault(group => group.Group == name) is not { Group: not null } found)
            return null;
        var group = Group(found.Group, found.Versions);
        group["kind"] = "APIGroup";
        group["apiVersion"] = "v1";
        return group;
    }

    public static JsonObject? Resources(ResourceCatalog catalog, string group, string version)
    {
        var kinds = catalog.Kinds.Where(kind => kind.Group == group && kind.Version == version).ToList();
        return kinds.Count == 0 ? null : new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = kinds[0].ApiVersion,
            ["resources"] = new JsonArray([.. kinds.SelectMany(Rows)]),
        };
    }

    static JsonObject Group(string name, IReadOnlyList<string> versions) => new()
    {
        ["name"] = name,
        ["versions"] = new JsonArray([.. versions.Select(version => (JsonNode)Version(name, version))]),
        ["preferredVersion"] = Version(name, versions[0]),
    };

    static JsonObject Version(string group, string version) => new() { ["groupVersion"] = $"{group}/{version}", ["version"] = version };

    static IEnumerable<JsonNode> Rows(ResourceKind kind)
    {
        var row = new JsonObject
        {
            ["name"] = kind.Plural,
            ["singularName"] = kind.Singular,
            ["namespaced"] = kind.IsNamespaced,
            ["kind"] = kind.Kind,
            ["verbs"] = new JsonArray([.. Verbs.Select(verb => (JsonNode)verb)]),
        };
        if (kind.ShortNames.Count > 0)
            row["shortNames"] = new JsonArray([.. kind.ShortNames.Select(name => (JsonNode)name)]);
        yield return row;
        if (kind.HasStatus)
            yield return new JsonObject
            {
                ["name"] = kind.Plural + "/status",
                ["singularName"] = "",
                ["namespaced"] = kind.IsNamespaced,
                ["kind"] = kind.Kind,
                ["verbs"] = new JsonArray("get", "patch", "update"),
            };
    }
}
