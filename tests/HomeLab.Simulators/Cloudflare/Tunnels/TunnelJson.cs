using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Tunnels;

static class TunnelJson
{
    public static JsonObject Of(Tunnel tunnel, CloudflareCall call) => new()
    {
        ["id"] = tunnel.Id.ToString(),
        ["account_tag"] = call.Identity(call.Options.AccountId),
        ["created_at"] = tunnel.CreatedOn.ToApi(),
        ["deleted_at"] = tunnel.DeletedOn?.ToApi(),
        ["name"] = tunnel.Name,
        ["connections"] = Connections(tunnel),
        ["conns_active_at"] = tunnel.HasConnections ? tunnel.CreatedOn.ToApi() : null,
        ["conns_inactive_at"] = tunnel.Status == "down" ? tunnel.CreatedOn.ToApi() : null,
        ["tun_type"] = "cfd_tunnel",
        ["metadata"] = new JsonObject(),
        ["status"] = tunnel.Status,
        ["remote_config"] = !tunnel.IsLocal,
        ["config_src"] = tunnel.IsLocal ? "local" : "cloudflare",
    };

    public static JsonObject Configuration(Tunnel tunnel, CloudflareCall call) => new()
    {
        ["tunnel_id"] = tunnel.Id.ToString(),
        ["account_id"] = call.Identity(call.Options.AccountId),
        ["version"] = tunnel.Version,
        ["config"] = tunnel.Config?.DeepClone(),
        ["source"] = tunnel.IsLocal ? "local" : "cloudflare",
        ["created_at"] = tunnel.CreatedOn.ToApi(),
    };

    public static JsonArray Connections(Tunnel tunnel) => tunnel.HasConnections
        ? [new JsonObject
        {
            ["colo_name"] = "fra03",
            ["id"] = tunnel.Id.ToString(),
            ["is_pending_reconnect"] = false,
            ["client_id"] = tunnel.Id.ToString(),
            ["client_version"] = "2026.2.0",
            ["opened_at"] = tunnel.CreatedOn.ToApi(),
            ["origin_ip"] = "203.0.113.9",
        }]
        : [];
}
