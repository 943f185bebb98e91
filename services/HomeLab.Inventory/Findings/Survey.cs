using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Findings;

/// <summary>Everything that rules look at, as of one moment. Immutable.</summary>
/// <param name="sources">By name whether each is seen whole now: <c>docker/komodo-host</c>, <c>kubernetes/talos/pods</c>.</param>
sealed class Survey(
    DateTimeOffset at, LabGraph graph, IReadOnlyList<Observation> observations, CatalogReading catalog, IReadOnlyDictionary<string, bool> sources,
    IReadOnlyDictionary<string, DeclaredRepository> repositories)
{
    const int LongestChain = 5;

    readonly ILookup<(string Group, string Kind), Observation> objects =
        observations.Where(it => it.Platform == Platform.Kubernetes).ToLookup(it => (it.ApiGroup, it.Kind));

    readonly Dictionary<string, Observation> byAddress = observations.DistinctBy(it => it.Address).ToDictionary(it => it.Address, StringComparer.Ordinal);

    public static Survey Of(LabView view) => new(
        view.At, view.Graph, view.Observations, view.Reading, view.Sources.ToDictionary(it => it.Key, it => it.Value.IsComplete), view.Repositories)
    {
        Certificates = view.Certificates,
        Lab = view.Lab,
    };

    public DateTimeOffset At => at;

    public IReadOnlyList<KnownCertificate> Certificates { get; init; } = [];

    /// <summary>What the lab says of itself; null: nothing yet.</summary>
    public LabSpec? Lab { get; init; }

    public LabGraph Graph => graph;

    public IReadOnlyList<Observation> Observations => observations;

    public CatalogReading Catalog => catalog;

    /// <summary>By the name of the source: <c>repository/home</c>.</summary>
    public IReadOnlyDictionary<string, DeclaredRepository> Repositories => repositories;

    public IReadOnlyList<DeclaredItem> Declared { get; } = [.. repositories.Values.SelectMany(it => it.Items)];

    /// <summary>Names of all sources, parts left out.</summary>
    public IEnumerable<string> Sources => sources.Keys.Where(it => it.Count(letter => letter == '/') == 1);

    public IEnumerable<Observation> Kubernetes(string group, string kind) => objects[(group, kind)];

    public IEnumerable<Observation> Containers => observations.Where(it => it is { Platform: Platform.Docker, Kind: "container" });

    public IEnumerable<Observation> Guests => observations.Where(it => it.Platform == Platform.Proxmox && it.Kind is "qemu" or "lxc");

    public Observation? Find(string address) => byAddress.GetValueOrDefault(address);

    public IEnumerable<DeclaredItem> DeclaredAs(params string[] kinds) => Declared.Where(it => kinds.Contains(it.Kind));

    /// <summary>Whether all of the source is seen now. A type that a cluster does not serve is seen whole where the cluster is: there is none.</summary>
    public bool IsWhole(string source) => sources.TryGetValue(source, out var isWhole)
        ? isWhole
        : source.Split('/') is ["kubernetes", var cluster, _] && sources.GetValueOrDefault($"kubernetes/{cluster}");

    /// <summary>Whether there is such a source, and not all of it is seen now.</summary>
    public bool IsSilent(string source) => sources.TryGetValue(source, out var isWhole) && !isWhole;

    /// <summary>Whether there is such a source, and all of it is seen now.</summary>
    public bool IsRead(string source) => sources.GetValueOrDefault(source);

    /// <summary>What makes an object, through whatever lies between: the Deployment of a ReplicaSet's pod.</summary>
    public string ControllerOf(string address)
    {
        for (var step = 0; step < LongestChain; step++)
        {
            if (Find(address) is not { } found || found.Facts.At("metadata").At("ownerReferences").Items().FirstOrDefault(it => it.Text("controller") == "true") is not { } owner)
                return address;
            address = AddressOf(found.Site, owner.Text("apiVersion"), owner.Text("kind"), found.Namespace, owner.Text("name"));
        }
        return address;
    }

    public static string AddressOf(string site, string apiVersion, string kind, string space, string name)
    {
        var group = KubernetesObservation.GroupOf(apiVersion);
        return $"{site}/{(group.Length > 0 ? group + "/" : "")}{kind}/{(space.Length > 0 ? space + "/" : "")}{name}";
    }

    /// <summary>The source that shows what has this address: a cluster has one for each type.</summary>
    public static IReadOnlyList<string> SourcesOf(string address) => address.Split('/') switch
    {
        ["kubernetes", var cluster] => [$"kubernetes/{cluster}"],
        // A group has a dot or is one of the few old ones; a kind begins with a capital.
        ["kubernetes", var cluster, { Length: > 0 } first, ..] when char.IsUpper(first[0]) => [$"kubernetes/{cluster}/{Plural(first)}"],
        ["kubernetes", var cluster, var group, { Length: > 0 } kind, ..] => [$"kubernetes/{cluster}/{Plural(kind)}.{group}"],
        [SourceNames.Backups, ..] => [Inventory.Sources.SourceNames.Backups],
        ["docker" or "proxmox" or "komodo" or "repository" or "pulls", var name, ..] => [$"{address.Split('/')[0]}/{name}"],
        _ => [],
    };

    /// <summary>As the API server writes kinds in paths; none that is watched is irregular.</summary>
    static string Plural(string kind) => kind.ToLowerInvariant() switch
    {
        var word when word.EndsWith('s') || word.EndsWith("ch", StringComparison.Ordinal) => word + "es",
        var word when word.EndsWith('y') && !word.EndsWith("ay", StringComparison.Ordinal) => word[..^1] + "ies",
        var word => word + "s",
    };
}
