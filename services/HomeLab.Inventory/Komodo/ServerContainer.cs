using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Komodo;

/// <summary>A container of a server, by the engine's id, and what Compose says that it belongs to.</summary>
/// <param name="Routes">Its Traefik labels as a JSON object; null: it has none.</param>
sealed record ServerContainer(string Id, string Project, string Service, string? Routes = null)
{
    public JsonObject ToFacts() => Labelled(new() { ["id"] = Id, ["project"] = Project, ["service"] = Service });

    public JsonObject Labelled(JsonObject facts)
    {
        if (Routes is not null)
            facts["labels"] = JsonNode.Parse(Routes);
        return facts;
    }

    public static ServerContainer? Of(JsonNode? facts) => (string?)facts?["id"] is { Length: > 0 } id
        ? new ServerContainer(id, (string?)facts["project"] ?? "", (string?)facts["service"] ?? "", facts["labels"]?.ToJsonString())
        : null;
}
