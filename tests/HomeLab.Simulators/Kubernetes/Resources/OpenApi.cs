using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Resources;

/// <summary>As much of a description as kubectl needs to leave validation to the server: the parameter's name on every patch.</summary>
static class OpenApi
{
    public static JsonObject Index(ResourceCatalog catalog) => new()
    {
        ["paths"] = new JsonObject(catalog.Kinds.Select(PathOf).Distinct().Select(path => KeyValuePair.Create(
            path, (JsonNode?)new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}" }))),
    };

    public static JsonObject? Of(ResourceCatalog catalog, string path)
    {
        var kinds = catalog.Kinds.Where(kind => PathOf(kind) == path).ToList();
        return kinds.Count == 0 ? null : new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "simulated" },
            ["paths"] = new JsonObject(kinds.Select(kind => KeyValuePair.Create(
                $"/{path}/{(kind.IsNamespaced ? "namespaces/{namespace}/" : "")}{kind.Plural}/{{name}}", (JsonNode?)new JsonObject { ["patch"] = Patch(kind) }))),
            ["components"] = new JsonObject { ["schemas"] = new JsonObject(kinds.Select(kind => KeyValuePair.Create($"{kind.Kind}", (JsonNode?)Schema(kind)))) },
        };
    }

    static string PathOf(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    static JsonObject Patch(ResourceKind kind) => new()
    {
        ["parameters"] = new JsonArray([.. new[] { "fieldValidation", "fieldManager", "dryRun" }.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["in"] = "query" })]),
        ["responses"] = new JsonObject(),
        ["x-kubernetes-group-version-kind"] = Naming(kind),
    };

    static JsonObject Schema(ResourceKind kind) => new() { ["type"] = "object", ["x-kubernetes-group-version-kind"] = new JsonArray(Naming(kind)) };

    static JsonObject Naming(ResourceKind kind) => new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = kind.Kind };
}
