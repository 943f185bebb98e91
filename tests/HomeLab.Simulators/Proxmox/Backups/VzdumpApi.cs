using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Storages;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Backups;

/// <summary>Backups now.</summary>
static class VzdumpApi
{
    /// <summary>Told instead of a task where there was nothing to do on this node.</summary>
    const string Nothing = "OK";

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new("POST", "/nodes/{node}/vzdump", new Schema(VzdumpSchema.All), Run),
        new("GET", "/nodes/{node}/vzdump/defaults", new Schema(Text("storage")), _ => new JsonObject { ["mode"] = "snapshot", ["compress"] = "0", ["remove"] = 1, ["ionice"] = 7 }),
    ];

    static JsonNode Run(ProxmoxCall call)
    {
        foreach (var parameter in new[] { "tmpdir", "dumpdir", "script", "job-id" })
            call.RequireRoot(parameter);
        if (call.Asks("stop") && !call.Parameters.ContainsKey("vmid"))
            return Nothing;
        VzdumpSchema.Check(call);
        if (!call.Parameters.ContainsKey("vmid") && !call.Parameters.ContainsKey("pool") && !call.Asks("all") && !call.Parameters.ContainsKey("exclude"))
            throw ProxmoxRefusal.Invalid("vmid", "property is missing");
        if (call.Parameters.ContainsKey("bwlimit") || call.Parameters.ContainsKey("ionice") || call.Parameters.ContainsKey("performance"))
            call.Require("/", "Sys.Modify");
        var storage = StorageApi.Find(call.View, call.Text("storage") ?? "local", call.NodeName);
        call.Require($"/storage/{storage.Name}", "Datastore.AllocateSpace");
        if (call.Parameters.ContainsKey("prune-backups"))
            call.Require($"/storage/{storage.Name}", "Datastore.Allocate");
        if (!storage.Holds("backup"))
            throw ProxmoxRefusal.Died($"can't use storage '{storage.Name}' for backups - wrong content type");
        return Start(call, storage);
    }

    static JsonNode Start(ProxmoxCall call, Storage storage)
    {
        var guests = Chosen(call);
        if (guests.Count == 0)
            return Nothing;
        var arguments = call.Parameters.Where(pair => pair.Key is "compress" or "mode" or "notes-template" or "protected" or "prune-backups")
            .Append(new("storage", storage.Name))
            .Append(new("guests", string.Join(',', guests.Select(guest => guest.Vmid.ToString(CultureInfo.InvariantCulture)))));
        return call.Start("vzdump", guests.Count == 1 ? guests[0].Vmid.ToString(CultureInfo.InvariantCulture) : "", arguments);
    }

    /// <summary>Those of the wanted that are here.</summary>
    static List<Guest> Chosen(ProxmoxCall call)
    {
        var chosen = JobGuests.Of(call.Store.Current, call.Parameters).Where(guest => guest.Node == call.NodeName).ToList();
        foreach (var guest in chosen)
            if (call.Parameters.ContainsKey("vmid"))
                call.Require($"/vms/{guest.Vmid}", "VM.Backup");
        return [.. chosen.Where(guest => call.May($"/vms/{guest.Vmid}", "VM.Backup"))];
    }
}
