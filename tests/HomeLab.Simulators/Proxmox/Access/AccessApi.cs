using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Access;

static class AccessApi
{
    static readonly string[] Places = ["/", "/vms", "/nodes", "/storage", "/pool", "/access"];

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new("GET", "/access/domains", None, _ => new JsonArray(
            new JsonObject { ["realm"] = "pam", ["type"] = "pam", ["comment"] = "Linux PAM standard authentication" },
            new JsonObject { ["realm"] = "pve", ["type"] = "pve", ["comment"] = "Proxmox VE authentication server" })) { IsOpen = true },
        new("GET", "/access/ticket", None, _ => null) { IsOpen = true },
        new("POST", "/access/ticket", new Schema(
            Required(Text("username", 64)), Required(Text("password")), Text("realm"), Text("otp"), Text("tfa-challenge"), Text("path"), Text("privs"), Flag("new-format")), Issue)
        { IsOpen = true },
        new("GET", "/access/permissions", new Schema(Text("path"), Text("userid")), Show),
    ];

    static JsonObject Issue(ProxmoxCall call)
    {
        var userId = call["username"].Contains('@', StringComparison.Ordinal) ? call["username"] : $"{call["username"]}@{call.Text("realm") ?? "pam"}";
        var (cluster, password) = (call.Store.Seed.Name, call["password"]);
        var user = call.Store.Seed.AllUsers.FirstOrDefault(user => user.UserId == userId && !user.IsDisabled);
        // A valid ticket in the password's place is renewed.
        if (user is null || (user.Password != password && Tickets.UserOf(cluster, password, call.Now) != userId))
            throw ProxmoxRefusal.Unauthenticated("authentication failure");
        return new JsonObject
        {
            ["username"] = userId,
            ["ticket"] = Tickets.Issue(cluster, userId, call.Now),
            ["CSRFPreventionToken"] = Tickets.IssueToken(cluster, userId, call.Now),
            ["clustername"] = cluster,
            ["cap"] = new JsonObject(Capabilities(call, new Caller(userId, null))),
        };
    }

    static IEnumerable<KeyValuePair<string, JsonNode?>> Capabilities(ProxmoxCall call, Caller caller) =>
        from place in new[] { ("vms", "VM."), ("nodes", "Sys."), ("storage", "Datastore."), ("access", "User."), ("dc", "Sys.") }
        let privileges = Permissions.Of(call.Store.Seed.AllUsers, call.View, caller, "/" + (place.Item1 == "dc" ? "" : place.Item1))
        select KeyValuePair.Create(place.Item1, (JsonNode?)Flags(privileges.Where(privilege => privilege.StartsWith(place.Item2, StringComparison.Ordinal))));

    static JsonObject Show(ProxmoxCall call)
    {
        var caller = call.Text("userid") is { } other ? new Caller(other.Split('!')[0], other.Split('!').ElementAtOrDefault(1)) : call.Caller;
        if (caller != call.Caller)
            call.Require("/access", "Sys.Audit");
        var user = call.Store.Seed.AllUsers.FirstOrDefault(user => user.UserId == caller.UserId);
        var named = user is null ? [] : user.Acl.Concat(user.Tokens.SelectMany(token => token.Acl)).Select(entry => entry.Path);
        var paths = call.Text("path") is { } path ? [path] : Places.Concat(named).Distinct();
        return new JsonObject(paths.Select(one => KeyValuePair.Create(one, (JsonNode?)Flags(Permissions.Of(call.Store.Seed.AllUsers, call.View, caller, one))))
            .Where(entry => entry.Value!.AsObject().Count > 0));
    }

    static JsonObject Flags(IEnumerable<string> privileges) =>
        new(privileges.Order(StringComparer.Ordinal).Select(privilege => KeyValuePair.Create(privilege, (JsonNode?)1)));
}
