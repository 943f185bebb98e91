using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Komodo;

/// <summary>A container of a server, by the engine's id, and what Compose says that it belongs to.</summary>
sealed record ServerContainer(string Id, string Project, string Service)
{
    public JsonObject ToFacts() => new() { ["id"] = Id, ["project"] = Project, ["service"] = Service };

    public static ServerContainer? Of(JsonNode? facts) => (string?)facts?["id"] is { Length: > 0 } id
        ? new ServerContainer(id, (string?)facts["project"] ?? "", (string?)facts["service"] ?? "")
        : null;
}
