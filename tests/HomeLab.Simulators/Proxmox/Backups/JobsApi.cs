using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Backups;

/// <summary>Backup jobs: taken as texts, told in parts as objects.</summary>
static class JobsApi
{
    static readonly Schema Fields = new Schema(VzdumpSchema.All).With(
        Text("schedule", 128), Text("starttime"), Text("dow"), Flag("enabled"), Text("comment", 512), Flag("repeat-missed"), Text("node"));

    static readonly Parameter Id = new("id") { Longest = 50, Pattern = @"^[A-Za-z0-9][A-Za-z0-9_-]*\z" };

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new ApiMethod("GET", "/cluster/backup", None, call => new JsonArray([.. call.View.Jobs.Keys.Select(id => Describe(call, id))])).For(call => call.Require("/", "Sys.Audit")),
        new ApiMethod("POST", "/cluster/backup", Fields.With(Id), Create).For(call => call.Require("/", "Sys.Modify")),
        new ApiMethod("GET", "/cluster/backup/{id}", None, call => Describe(call, Existing(call.View, call["id"]))).For(call => call.Require("/", "Sys.Audit")),
        new ApiMethod("PUT", "/cluster/backup/{id}", Fields.With(Text("delete")), Update).For(call => call.Require("/", "Sys.Modify")),
        new ApiMethod("DELETE", "/cluster/backup/{id}", None, call => call.Change(cluster => cluster with { Jobs = cluster.Jobs.Remove(Existing(cluster, call["id"])) }))
            .For(call => call.Require("/", "Sys.Modify")),
        new ApiMethod("GET", "/cluster/backup-info/not-backed-up", None, NotBackedUp).For(call => call.Require("/", "Sys.Audit")),
        new ApiMethod("GET", "/cluster/backup/{id}/included_volumes", None, Included).For(call => call.Require("/", "Sys.Audit")),
    ];

    static JsonNode? Create(ProxmoxCall call)
    {
        VzdumpSchema.Check(call);
        if (!call.Parameters.ContainsKey("schedule") && !call.Parameters.ContainsKey("starttime"))
            throw ProxmoxRefusal.Invalid("schedule", "neither 'starttime' nor 'schedule' were set");
        if (!call.Parameters.ContainsKey("vmid") && !call.Parameters.ContainsKey("pool") && !call.Asks("all"))
            throw ProxmoxRefusal.Invalid("vmid", "property is missing and it is not optional");
        return call.Change(cluster =>
        {
            var id = call.Text("id") ?? $"backup-{Guid.NewGuid().ToString()[..13]}";
            if (cluster.Jobs.ContainsKey(id))
                throw ProxmoxRefusal.Died($"Job '{id}' already exists");
            var job = call.Parameters.Where(pair => pair.Key is not ("starttime" or "dow")).ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem("id", id);
            if (call.Text("starttime") is { } at)
                job = job.SetItem("schedule", call.Text("dow") is { } days ? $"{days} {at}" : at);
            return cluster with { Jobs = cluster.Jobs.Add(id, job) };
        });
    }

    static JsonNode? Update(ProxmoxCall call)
    {
        VzdumpSchema.Check(call);
        if (call.Parameters.Count <= call.PathParameters.Count)
            throw ProxmoxRefusal.Died("no options specified");
        return call.Change(cluster =>
        {
            var job = cluster.Jobs.GetValueOrDefault(call["id"]) ?? throw ProxmoxRefusal.Died("no such vzdump job");
            if (call.Parameters.ContainsKey("vmid"))
                job = job.RemoveRange(["all", "exclude", "pool"]);
            else if (call.Parameters.ContainsKey("all") || call.Parameters.ContainsKey("pool"))
                job = job.RemoveRange(call.Parameters.ContainsKey("pool") ? ["vmid", "all", "exclude"] : ["vmid", "pool"]);
            job = job.RemoveRange((call.Text("delete") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));
            job = call.Parameters.Where(pair => pair.Key != "delete").Aggregate(job, (fields, pair) => fields.SetItem(pair.Key, pair.Value));
            return cluster with { Jobs = cluster.Jobs.SetItem(call["id"], job) };
        });
    }

    static string Existing(Cluster cluster, string id) =>
        cluster.Jobs.ContainsKey(id) ? id : throw ProxmoxRefusal.Invalid("id", $"No such job '{id}'");

    static JsonObject Describe(ProxmoxCall call, string id)
    {
        var job = new JsonObject(call.View.Jobs[id].Select(field => KeyValuePair.Create(field.Key, Value(field.Key, field.Value))));
        job["type"] = "vzdump";
        job.TryAdd("enabled", 1);
        if (NextRun.Of(call.View.Jobs[id], call.Now) is { } next)
            job["next-run"] = next.ToUnixTimeSeconds();
        return job;
    }

    // A property string is told as an object whose values stay strings.
    static JsonNode? Value(string field, string text) => field switch
    {
        "prune-backups" or "fleecing" or "performance" => new JsonObject(text.Split(',').Select(part => part.Split('=', 2)).Select(part => KeyValuePair.Create(part[0], (JsonNode?)part.ElementAtOrDefault(1)))),
        _ when VzdumpSchema.All.FirstOrDefault(parameter => parameter.Name == field)?.Type is ParameterType.Boolean or ParameterType.Integer
            || field is "enabled" or "repeat-missed" => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        _ => text,
    };

    static JsonArray NotBackedUp(ProxmoxCall call)
    {
        var covered = call.View.Jobs.Values.SelectMany(job => JobGuests.Of(call.View, job)).Select(guest => guest.Vmid).ToHashSet();
        return [.. call.View.Guests.Values.Where(guest => !covered.Contains(guest.Vmid)).Select(guest => new JsonObject { ["vmid"] = guest.Vmid, ["name"] = guest.Name, ["type"] = guest.TypeName })];
    }

    static JsonObject Included(ProxmoxCall call) => new()
    {
        ["children"] = new JsonArray([.. JobGuests.Of(call.View, call.View.Jobs[Existing(call.View, call["id"])]).Select(guest => (JsonNode)new JsonObject
        {
            ["id"] = guest.Vmid,
            ["name"] = guest.Name,
            ["type"] = guest.TypeName,
            ["children"] = new JsonArray([.. guest.Config.Disks.Select(disk => (JsonNode)new JsonObject { ["id"] = disk.Key, ["name"] = disk.Value.Split(',')[0], ["included"] = 1, ["reason"] = "enabled" })]),
        })]),
    };
}
