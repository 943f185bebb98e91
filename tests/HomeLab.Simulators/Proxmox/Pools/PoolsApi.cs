using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Http;
using HomeLab.Simulators.Proxmox.State;
using static HomeLab.Simulators.Proxmox.Http.Schema;

namespace HomeLab.Simulators.Proxmox.Pools;

static class PoolsApi
{
    static readonly Parameter Id = new("poolid") { Pattern = @"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,2}\z" };

    static readonly Schema Changes = new(Text("vms"), Text("storage"), Flag("delete"), Flag("allow-move"), Text("comment"));

    public static IEnumerable<ApiMethod> Endpoints { get; } =
    [
        new("GET", "/pools", new Schema(Id, Choice("type", "qemu", "lxc", "storage")), List),
        new ApiMethod("GET", "/pools/{poolid}", new Schema(Choice("type", "qemu", "lxc", "storage")), call => Describe(call, Find(call.View, call["poolid"]))).For(call => call.Require($"/pool/{call["poolid"]}", "Pool.Audit")),
        new ApiMethod("POST", "/pools", new Schema(Required(Id), Text("comment")), Create).For(MayAllocate),
        new ApiMethod("PUT", "/pools", Changes.With(Required(Id)), Update).For(MayAllocate),
        new ApiMethod("PUT", "/pools/{poolid}", Changes, Update).For(MayAllocate),
        new ApiMethod("DELETE", "/pools", new Schema(Required(Id)), Delete).For(MayAllocate),
        new ApiMethod("DELETE", "/pools/{poolid}", None, Delete).For(MayAllocate),
    ];

    static void MayAllocate(ProxmoxCall call) => call.Require($"/pool/{call.Text("poolid")}", "Pool.Allocate");

    /// <summary>Asked for one pool, it is still a list.</summary>
    static JsonArray List(ProxmoxCall call)
    {
        if (call.Text("poolid") is not { } wanted)
            return [.. call.View.Pools.Values.Where(pool => call.May($"/pool/{pool.Name}", "Pool.Audit")).Select(pool => Naming(pool))];
        call.Require($"/pool/{wanted}", "Pool.Audit");
        return [Describe(call, Find(call.View, wanted))];
    }

    static JsonObject Naming(Pool pool)
    {
        var row = new JsonObject { ["poolid"] = pool.Name };
        if (pool.Comment is { } comment)
            row["comment"] = comment;
        return row;
    }

    static JsonObject Describe(ProxmoxCall call, Pool pool)
    {
        var row = Naming(pool);
        var guests = pool.Guests.Select(call.View.FindGuest).OfType<Guest>().Select(Member);
        var storages = pool.Storages.Select(call.View.FindStorage).OfType<Storage>().SelectMany(storage => call.View.Nodes.Where(node => storage.IsOn(node.Name))
            .Select(node => new JsonObject { ["id"] = $"storage/{node.Name}/{storage.Name}", ["type"] = "storage", ["node"] = node.Name, ["storage"] = storage.Name }));
        row["members"] = new JsonArray([.. guests.Concat(storages).Where(member => call.Text("type") is not { } type || member["type"]!.GetValue<string>() == type)]);
        return row;
    }

    static JsonObject Member(Guest guest) => new()
    {
        ["id"] = $"{guest.TypeName}/{guest.Vmid}",
        ["type"] = guest.TypeName,
        ["node"] = guest.Node,
        ["vmid"] = guest.Vmid,
        ["name"] = guest.Name,
        ["status"] = guest.IsRunning ? "running" : "stopped",
    };

    static JsonNode? Create(ProxmoxCall call) => call.Change(cluster => cluster.Pools.ContainsKey(call["poolid"])
        ? throw ProxmoxRefusal.Died($"pool '{call["poolid"]}' already exists")
        : cluster with { Pools = cluster.Pools.Add(call["poolid"], new Pool(call["poolid"], call.Text("comment"), [], [])) });

    static JsonNode? Update(ProxmoxCall call) => call.Change(cluster =>
    {
        var pool = Find(cluster, call["poolid"]);
        var removes = call.Asks("delete");
        var storages = Parts(call.Text("storage"));
        pool = pool with
        {
            Comment = call.Text("comment") ?? pool.Comment,
            Storages = removes ? pool.Storages.Except(storages) : pool.Storages.Union(storages),
        };
        var after = cluster with { Pools = cluster.Pools.SetItem(pool.Name, pool) };
        return Parts(call.Text("vms")).Select(vmid => int.Parse(vmid, CultureInfo.InvariantCulture))
            .Aggregate(after, (state, vmid) => removes ? Leave(state, pool.Name, vmid) : Join(state, pool.Name, vmid, call.Asks("allow-move")));
    });

    static Cluster Join(Cluster cluster, string pool, int vmid, bool mayMove)
    {
        if (cluster.FindGuest(vmid) is null)
            throw ProxmoxRefusal.Died($"VM {vmid} does not exist");
        return cluster.PoolOf(vmid) switch
        {
            null => cluster.InPool(vmid, pool),
            var other when other == pool => throw ProxmoxRefusal.Died($"VM {vmid} is already a pool member"),
            _ when mayMove => cluster.InPool(vmid, pool),
            var other => throw ProxmoxRefusal.Died($"VM {vmid} belongs already to pool '{other}' and 'allow-move' is not set"),
        };
    }

    static Cluster Leave(Cluster cluster, string pool, int vmid) => cluster.PoolOf(vmid) == pool
        ? cluster.InPool(vmid, null)
        : throw ProxmoxRefusal.Died($"VM {vmid} is not a pool member");

    static JsonNode? Delete(ProxmoxCall call) => call.Change(cluster =>
    {
        var pool = Find(cluster, call["poolid"]);
        if (!pool.Guests.IsEmpty)
            throw ProxmoxRefusal.Died($"pool '{pool.Name}' is not empty (contains VM {pool.Guests[0]})");
        return cluster with { Pools = cluster.Pools.Remove(pool.Name) };
    });

    static Pool Find(Cluster cluster, string name) =>
        cluster.Pools.GetValueOrDefault(name) ?? throw ProxmoxRefusal.Died($"pool '{name}' does not exist");

    static string[] Parts(string? list) => (list ?? "").Split([',', ';', ' ', '\0'], StringSplitOptions.RemoveEmptyEntries);
}
