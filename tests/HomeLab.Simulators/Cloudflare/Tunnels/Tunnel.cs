using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Cloudflare.Tunnels;

/// <summary>A tunnel at one moment; immutable but for its JSON, which nobody changes.</summary>
/// <param name="Config">As it was put; null: never.</param>
sealed record Tunnel(
    Guid Id, string Name, string Status, bool IsLocal, int Version, JsonObject? Config, DateTimeOffset CreatedOn, DateTimeOffset? DeletedOn)
{
    public bool HasConnections => Status is "healthy" or "degraded";
}
