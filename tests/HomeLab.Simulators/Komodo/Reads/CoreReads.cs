using System.Text.Json.Nodes;
using HomeLab.Simulators.Komodo.Http;
using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Reads;

static class CoreReads
{
    public static JsonObject Info(KomodoCall call)
    {
        var info = new JsonObject
        {
            ["title"] = "Komodo",
            ["monitoring_interval"] = "15-sec",
            ["webhook_base_url"] = "",
            ["transparent_mode"] = call.Store.Seed.IsTransparent,
            ["ui_write_disabled"] = false,
            ["disable_confirm_dialog"] = false,
            ["disable_non_admin_create"] = false,
            ["disable_websocket_reconnect"] = false,
            ["enable_fancy_toml"] = false,
            ["timezone"] = "",
        };
        if (call.Release.IsSecond)
            info["public_key"] = call.View.PublicKey;
        else
            info["github_webhook_owners"] = new JsonArray();
        if (call.Release.IsPaged)
            info["default_pagination_limit"] = Paging.DefaultLimit;
        return info;
    }

    public static JsonObject User(KeySeed caller, Release release)
    {
        var user = new JsonObject
        {
            ["_id"] = new JsonObject { ["$oid"] = Ids.Document("user", caller.Name) },
            ["username"] = caller.Name,
            ["enabled"] = true,
            ["super_admin"] = false,
            ["admin"] = caller.IsAdmin,
            ["create_server_permissions"] = false,
            ["create_build_permissions"] = false,
            ["config"] = new JsonObject { ["type"] = "Service", ["data"] = new JsonObject { ["description"] = "" } },
            ["last_update_view"] = 0,
            ["recents"] = new JsonObject(),
            ["all"] = new JsonObject(caller.ReadsAll.Select(type => KeyValuePair.Create(type, (JsonNode?)"Read"))),
            ["updated_at"] = 1_774_000_000_000,
        };
        if (release.IsSecond)
            user["external_skip_2fa"] = false;
        return user;
    }
}
