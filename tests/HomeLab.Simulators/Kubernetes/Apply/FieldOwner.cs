using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>Who wrote which fields, and how.</summary>
/// <param name="Operation"><c>Apply</c> or <c>Update</c>.</param>
/// <param name="Subresource">Empty, or <c>status</c>.</param>
sealed record FieldOwner(string Manager, string Operation, string ApiVersion, string Subresource, string Time, HashSet<string> Fields)
{
    public bool IsSame(string manager, string operation, string subresource) =>
        Manager == manager && Operation == operation && Subresource == subresource;

    /// <summary>How a conflict names it.</summary>
    public string Title => Operation == "Apply" ? $"\"{Manager}\"" : $"\"{Manager}\" using {ApiVersion}";

    public static List<FieldOwner> Read(JsonObject thing) =>
    [
        .. (thing["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>().Where(entry => entry["fieldsV1"] is JsonObject).Select(entry => new FieldOwner(
            (string?)entry["manager"] ?? "", (string?)entry["operation"] ?? "Update", (string?)entry["apiVersion"] ?? "", (string?)entry["subresource"] ?? "",
            (string?)entry["time"] ?? "", FieldSet.FromTree(entry["fieldsV1"]!.AsObject()))),
    ];

    public static void Write(JsonObject thing, IEnumerable<FieldOwner> owners)
    {
        var entries = new JsonArray([.. owners.Where(owner => owner.Fields.Count > 0).Select(owner => (JsonNode)owner.ToJson())]);
        if (entries.Count > 0)
            thing["metadata"]!["managedFields"] = entries;
        else
            thing["metadata"]!.AsObject().Remove("managedFields");
    }

    JsonObject ToJson()
    {
        var entry = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            ["fieldsV1"] = FieldSet.ToTree(Fields),
        };
        if (Subresource.Length > 0)
            entry["subresource"] = Subresource;
        return entry;
    }
}
