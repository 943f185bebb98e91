using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Http;

/// <summary>An answer other than success, as a <c>Status</c>.</summary>
sealed class KubeRefusal(int code, string reason, string message) : Exception(message)
{
    public int Code { get; } = code;

    public string Reason { get; } = reason;

    JsonObject? Details { get; init; }

    public static KubeRefusal NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.Qualified} \"{name}\" not found") { Details = About(kind, name) };

    public static KubeRefusal NoSuchPath() => new(404, "NotFound", "the server could not find the requested resource") { Details = [] };

    public static KubeRefusal AlreadyExists(ResourceKind kind, string name) =>
        new(409, "AlreadyExists", $"{kind.Qualified} \"{name}\" already exists") { Details = About(kind, name) };

    public static KubeRefusal Modified(ResourceKind kind, string name) => Conflict(
        kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static KubeRefusal Conflict(ResourceKind kind, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {kind.Qualified} \"{name}\": {why}") { Details = About(kind, name) };

    public static KubeRefusal Invalid(ResourceKind kind, string name, string field, string why) =>
        new(422, "Invalid", $"{kind.Kind}{(kind.Group.Length > 0 ? "." + kind.Group : "")} \"{name}\" is invalid: {field}: {why}")
        {
            Details = new JsonObject
            {
                ["name"] = name,
                ["group"] = kind.Group,
                ["kind"] = kind.Kind,
                ["causes"] = new JsonArray(new JsonObject { ["reason"] = "FieldValueInvalid", ["message"] = why, ["field"] = field }),
            },
        };

    public static KubeRefusal OwnedByOthers(IReadOnlyList<(string Manager, string Field)> conflicts) =>
        new(409, "Conflict", $"Apply failed with {conflicts.Count} conflict{(conflicts.Count == 1 ? "" : "s")}: {string.Join(", ", conflicts.Select(one => $"conflict with {one.Manager}: {one.Field}"))}")
        {
            Details = new JsonObject
            {
                ["causes"] = new JsonArray([.. conflicts.Select(one => (JsonNode)new JsonObject
                {
                    ["reason"] = "FieldManagerConflict",
                    ["message"] = $"conflict with {one.Manager}",
                    ["field"] = one.Field,
                })]),
            },
        };

    public static KubeRefusal BadRequest(string message) => new(400, "BadRequest", message);

    public static KubeRefusal Expired(string message) => new(410, "Expired", message);

    public static KubeRefusal Forbidden(string user, string verb, ResourceKind kind) => new(
        403, "Forbidden", $"{kind.Qualified} is forbidden: User \"{user}\" cannot {verb} resource \"{kind.Plural}\" in API group \"{kind.Group}\"") { Details = About(kind, null) };

    public JsonObject Status()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = Reason,
            ["code"] = Code,
        };
        if (Details is not null)
            status["details"] = Details.DeepClone();
        return status;
    }

    static JsonObject About(ResourceKind kind, string? name)
    {
        var about = new JsonObject { ["kind"] = kind.Plural };
        if (name is not null)
            about["name"] = name;
        if (kind.Group.Length > 0)
            about["group"] = kind.Group;
        return about;
    }
}
