using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Snapshots;

static class SnapshotsApi
{
    const string Root = "/nodes/{node}/{kind}/{vmid}/snapshot";

    static readonly Parameter Name = new("snapname") { Longest = 40, Pattern = @"^[A-Za-z][A-Za-z0-9_-]+\z", Complaint = "invalid configuration ID" };

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("GET", Root, None, List).For(call => call.RequireGuest("VM.Audit")),
        new ApiMethod("POST", Root, new Schema(Required(Name), Text("description"), Flag("vmstate")), Take).For(call => call.RequireGuest("VM.Snapshot")),
        new ApiMethod("DELETE", Root + "/{snapname}", new Schema(Flag("force")), Remove).For(call => call.RequireGuest("VM.Snapshot")),
        new ApiMethod("POST", Root + "/{snapname}/rollback", new Schema(Flag("start")), Rollback).For(call => call.RequireGuest("VM.Snapshot", "VM.Snapshot.Rollback")),
        new ApiMethod("GET", Root + "/{snapname}/config", None, call => Describe(Find(call.Guest, call["snapname"])))
            .For(call => call.RequireGuest("VM.Snapshot", "VM.Snapshot.Rollback", "VM.Audit")),
        new ApiMethod("PUT", Root + "/{snapname}/config", new Schema(Text("description")), Update).For(call => call.RequireGuest("VM.Snapshot")),
    ];

    /// <summary>The present state is an entry too, always.</summary>
    static JsonArray List(ProxmoxCall call)
    {
        var guest = call.Guest;
        var current = new JsonObject { ["name"] = "current", ["description"] = "You are here!", ["running"] = guest.IsRunning ? 1 : 0, ["digest"] = guest.Config.Digest };
        if (guest.Parent is { } parent)
            current["parent"] = parent;
        return [.. guest.Snapshots.Select(snapshot => Row(guest, snapshot)), current];
    }

    static JsonObject Row(Guest guest, Snapshot snapshot)
    {
        var row = new JsonObject { ["name"] = snapshot.Name, ["description"] = snapshot.Description, ["snaptime"] = snapshot.At.ToUnixTimeSeconds() };
        if (guest.IsQemu)
            row["vmstate"] = snapshot.HasMemory ? 1 : 0;
        if (snapshot.Parent is { } parent)
            row["parent"] = parent;
        return row;
    }

    static JsonObject Describe(Snapshot snapshot) =>
        new() { ["name"] = snapshot.Name, ["description"] = snapshot.Description, ["snaptime"] = snapshot.At.ToUnixTimeSeconds() };

    static JsonNode Take(ProxmoxCall call)
    {
        var (name, guest) = (call["snapname"], call.Guest);
        if (name is "current" || (guest.IsQemu && name is "pending") || (!guest.IsQemu && name is "vzdump"))
            throw ProxmoxRefusal.Died($"unable to use snapshot name '{name}' (reserved name)");
        return Work(call, "snapshot", [new("name", name), new("description", call.Text("description") ?? ""), new("vmstate", call.Asks("vmstate") ? "1" : "0")]);
    }

    static JsonNode Remove(ProxmoxCall call) => Work(call, "delsnapshot", [new("name", call["snapname"])]);

    static JsonNode Rollback(ProxmoxCall call) => Work(call, "rollback", [new("name", call["snapname"]), new("start", call.Asks("start") ? "1" : "0")]);

    static JsonNode Work(ProxmoxCall call, string verb, IEnumerable<KeyValuePair<string, string>> arguments)
    {
        var guest = call.Guest;
        return call.Start((guest.IsQemu ? "qm" : "vz") + verb, call["vmid"], arguments);
    }

    static JsonNode? Update(ProxmoxCall call) => call.Change(cluster =>
    {
        var guest = call.FindGuest(cluster);
        var snapshot = Find(guest, call["snapname"]);
        return cluster.With(guest with { Snapshots = guest.Snapshots.Replace(snapshot, snapshot with { Description = call.Text("description") ?? "" }) });
    });

    static Snapshot Find(Guest guest, string name) =>
        guest.Snapshots.Find(snapshot => snapshot.Name == name) ?? throw ProxmoxRefusal.Died($"snapshot '{name}' does not exist");
}
