using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.State;
using HomeLab.Simulators.Cloudflare.Tokens;

namespace HomeLab.Simulators.Cloudflare.Zones;

static class ZoneJson
{
    public static JsonObject Of(ZoneState state, CloudflareCall call)
    {
        var (zone, limits) = (state.Zone, state.Zone.Limits);
        return new JsonObject
        {
            ["id"] = call.Identity(zone.Id),
            ["name"] = zone.Name,
            ["status"] = zone.Status,
            ["paused"] = false,
            ["type"] = "full",
            ["development_mode"] = 0,
            ["name_servers"] = new JsonArray("ada.ns.cloudflare.com", "bob.ns.cloudflare.com"),
            ["original_name_servers"] = new JsonArray("ns1.registrar.example"),
            ["original_registrar"] = null,
            ["original_dnshost"] = null,
            ["modified_on"] = zone.ModifiedOn.ToApi(),
            ["created_on"] = zone.CreatedOn.ToApi(),
            ["activated_on"] = zone.Status == "active" ? zone.CreatedOn.ToApi() : null,
            ["meta"] = new JsonObject { ["page_rule_quota"] = 3 },
            ["owner"] = new JsonObject { ["id"] = null, ["type"] = "user", ["email"] = null },
            ["account"] = new JsonObject { ["id"] = call.Identity(call.Options.AccountId), ["name"] = call.Options.AccountName },
            ["permissions"] = call.Credential.Access == ZoneAccess.Edit
                ? new JsonArray("#dns_records:edit", "#dns_records:read", "#zone:read")
                : new JsonArray("#dns_records:read", "#zone:read"),
            ["plan"] = new JsonObject
            {
                ["id"] = Ids.For("plan " + limits.LegacyId),
                ["name"] = limits.Name,
                ["legacy_id"] = limits.LegacyId,
                ["is_subscribed"] = zone.Plan != ZonePlan.Free,
            },
        };
    }
}
