using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Proxmox.Access;
using HomeLab.Simulators.Proxmox.State;
using HomeLab.Simulators.Proxmox.Tasks;

namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>One request: who asks, for what, of which installation.</summary>
sealed class ProxmoxCall(ClusterStore store, SimulatedRequest request, Caller caller, ProxmoxOptions options, DateTimeOffset now)
{
    Cluster? view;

    public required IReadOnlyDictionary<string, string> PathParameters { get; init; }

    /// <summary>Of query and body; those in the path among them.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The node whose port was called.</summary>
    public required string EntryNode { get; init; }

    public Caller Caller { get; } = caller;

    public ProxmoxOptions Options { get; } = options;

    public DateTimeOffset Now { get; } = now;

    public ClusterStore Store { get; } = store;

    /// <summary>Told beside the data, where a list has more than was asked for.</summary>
    public int? Total { get; set; }

    /// <summary>What reads see.</summary>
    public Cluster View => view ??= Seen(request.Lag > TimeSpan.Zero ? Store.AsOf(Now - request.Lag) : Store.Current);

    /// <summary>What was measured when the caches were last filled.</summary>
    public Cluster Measured => Seen(Store.AsOf(Now - request.Lag - TimeSpan.FromSeconds(Options.ResourceCacheSeconds)));

    public string this[string name] => Parameters[name];

    public string? Text(string name) => Parameters.GetValueOrDefault(name);

    public bool Asks(string name, bool otherwise = false) => Parameters.TryGetValue(name, out var value) ? value == "1" : otherwise;

    public int Number(string name) => int.Parse(this[name], CultureInfo.InvariantCulture);

    public int? NumberOrNull(string name) => Text(name) is null ? null : Number(name);

    public string NodeName => this["node"];

    public int Vmid => Number("vmid");

    /// <summary>The kind of guest that the path is about.</summary>
    public required GuestKind Kind { get; init; }

    /// <exception cref="ProxmoxRefusal">No such node.</exception>
    public Node Node => View.FindNode(NodeName) ?? throw ProxmoxRefusal.Died($"hostname lookup '{NodeName}' failed - failed to get address info for: {NodeName}: Name or service not known");

    public Guest Guest => FindGuest(View);

    /// <exception cref="ProxmoxRefusal">The guest is not on the node that the path names.</exception>
    public Guest FindGuest(Cluster cluster) =>
        cluster.FindGuest(Vmid) is { } guest && guest.Node == NodeName && guest.Kind == Kind
            ? guest
            : throw ProxmoxRefusal.Died($"Configuration file '{State.Guest.FileOf(NodeName, Kind, Vmid)}' does not exist");

    /// <summary>Applies a change that is kept once this returns.</summary>
    public T Change<T>(Func<Cluster, (Cluster Cluster, T Result)> change) => Store.Change(cluster =>
    {
        if (request.HasWrongIdentity)
            throw ProxmoxRefusal.Died($"no such cluster node '{Text("node")}'");
        var (after, result) = change(cluster);
        request.IsApplied |= !ReferenceEquals(cluster, after);
        request.Effects.AddRange(ClusterChanges.Between(cluster, after));
        return (after, result);
    });

    public JsonNode? Change(Func<Cluster, Cluster> change) => Change<JsonNode?>(cluster => (change(cluster), null));

    /// <summary>Starts a task on the node of the path; its UPID is the answer.</summary>
    /// <param name="check">Refuses at once, or prepares what the task will find.</param>
    public JsonNode Start(string type, string id, IEnumerable<KeyValuePair<string, string>> arguments, Func<Cluster, Cluster>? check = null) =>
        Change<JsonNode>(cluster =>
        {
            var (after, upid) = TaskStart.On(
                check?.Invoke(cluster) ?? cluster, NodeName, type, id, Caller.FullName, arguments, Now, TimeSpan.FromSeconds(Options.TaskSeconds));
            return (after, upid);
        });

    public bool May(string path, params string[] anyOf) => Permissions.Allow(Store.Seed.AllUsers, View, Caller, path, anyOf);

    /// <exception cref="ProxmoxRefusal">403: the caller has none of the privileges there.</exception>
    public void Require(string path, params string[] anyOf)
    {
        if (!May(path, anyOf))
            throw ProxmoxRefusal.Forbidden(path, anyOf);
    }

    public void RequireGuest(params string[] anyOf) => Require($"/vms/{this["vmid"]}", anyOf);

    public void RequireNode(params string[] anyOf) => Require($"/nodes/{NodeName}", anyOf);

    /// <summary>For what only the literal superuser may set.</summary>
    public void RequireRoot(string parameter)
    {
        if (Parameters.ContainsKey(parameter) && !Caller.IsRoot)
            throw ProxmoxRefusal.Invalid(parameter, "Only root may use this option.");
    }

    Cluster Seen(Cluster cluster) => request.HasWrongIdentity ? OtherInstallation.Of(cluster) : cluster;
}
