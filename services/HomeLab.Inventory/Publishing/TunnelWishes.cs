using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Publishing;

/// <summary>Names of the rules of a Cloudflare tunnel: each is an alias into it, which Cloudflare alone can follow.</summary>
/// <remarks>https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/routing-to-tunnel/dns/.</remarks>
static class TunnelWishes
{
    /// <summary>Every zone of an account shows all of its tunnels; a name is asked for by the part of its own zone.</summary>
    public static WishReading Of(ObservedResource tunnel, IReadOnlyList<string> zones)
    {
        var facts = JsonNode.Parse(tunnel.Facts);
        var zone = ZoneOf(tunnel.Address);
        var hosts = facts.At("rules").Items().Select(it => it.Text("hostname").TrimEnd('.').ToLowerInvariant())
            .Where(it => it.Length > 0 && InnermostOf(it, zones) == zone).Distinct();
        return new WishReading(
            [.. hosts.Select(host => new Wish("", host) { AllowsWildcard = true, Type = "CNAME", Targets = [$"{facts.Text("id")}.cfargotunnel.com"], Proxied = true })], [])
        {
            IsRunning = tunnel.State is "healthy" or "degraded",
            // Its rules stand in a file beside cloudflared, of which nobody tells.
            IsUnreadable = facts.Text("local") == "true",
        };
    }

    /// <param name="name">Of the tunnels of a zone, or of one of them: <c>cloudflare/example.org/tunnels/…</c>.</param>
    /// <returns>Null: it is something else.</returns>
    public static string? ZoneOf(string name) => name.Split('/') is ["cloudflare", var zone, "tunnels", ..] ? zone : null;

    static string? InnermostOf(string host, IReadOnlyList<string> zones) =>
        zones.Where(it => host == it || host.EndsWith("." + it, StringComparison.Ordinal)).MaxBy(it => it.Length);
}
