using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Probes;

/// <summary>Finds where the systems of a view can be asked what the catalogue asks of them. Pure.</summary>
/// <param name="isContainer">This process runs in a container, so its loopback is not that of an engine whose socket it has.</param>
/// <param name="isInCluster">This process runs in the cluster that a source without a kubeconfig means, so service addresses lead somewhere.</param>
sealed class ProbeTargets(bool isContainer, bool isInCluster)
{
    const int Most = 500;

    readonly PublishedPorts published = new(isContainer);

    public IReadOnlyList<ProbeTarget> Of(LabView view)
    {
        var services = view.Observations.Where(it => it is { Platform: Platform.Kubernetes, Kind: "Service", ApiGroup: "" }).ToLookup(it => (it.Site, it.Namespace));
        return
        [
            .. view.Reading.Systems.SelectMany(system => system.Objects.Select(it => it.Object).Where(it => view.GapOf(it) is null)
                .SelectMany(it => Places(view, it, services[(it.Site, it.Namespace)]).SelectMany(place => Asked(system, it, place))))
                .DistinctBy(it => (it.System, it.Site, it.Probe, it.Host, it.Port)).Take(Most),
        ];
    }

    static IEnumerable<ProbeTarget> Asked(SystemReading system, Observation it, Place place)
    {
        foreach (var probe in system.Entry.Spec.Health)
        {
            if (probe.Probe is "http" or "tcp" or "dns" && place.PortOf(probe.Port!.Value) is { } port && IsWhole(probe.Path) && IsWhole(probe.Query))
                yield return new ProbeTarget(system.Entry.Id, system.Site, place.Shown, probe, place.Host, port, probe.Scheme ?? "http", probe.Path ?? "");
            if (probe.Probe == "api" && it.Kind == "url" && IsWhole(probe.Url) && UrlOf(probe.Url ?? it.Name, it) is { } url)
                yield return new ProbeTarget(system.Entry.Id, system.Site, $"{url.Scheme}://{url.Authority}", probe, url.Host, url.Port, url.Scheme, url.PathAndQuery);
        }
    }

    /// <summary>What a person has to fill in cannot be asked.</summary>
    static bool IsWhole(string? text) => text?.AsSpan().IndexOfAny("<>{}") is null or < 0;

    /// <summary>An API at the address that the lab gives for it.</summary>
    static Uri? UrlOf(string asked, Observation named) => asked.StartsWith(named.Name, StringComparison.Ordinal)
        && Uri.TryCreate(named.Facts.Text("url").TrimEnd('/') + asked[named.Name.TrimEnd('/').Length..], UriKind.Absolute, out var url) ? url : null;

    IEnumerable<Place> Places(LabView view, Observation it, IEnumerable<Observation> services) => it switch
    {
        { Platform: Platform.Docker } => Container(view, it),
        { Platform: Platform.Kubernetes, IsWorkload: true } => services.Where(service => Selects(service, it)).SelectMany(service => Service(view, service)),
        { Platform: Platform.Proxmox, Kind: "qemu" or "lxc" } when it.Facts["status"]?.ToString() == "running"
            && Reach.Best(it.Facts["addresses"].Items().Select(a => a.ToString())) is { } address => [new Place(it.Address, address, port => port)],
        { Kind: "url" } when Uri.TryCreate(it.Facts.Text("url"), UriKind.Absolute, out var url) && url.Host.Length > 0 =>
            [new Place(it.Address, url.Host, port => port == url.Port ? port : null)],
        _ => [],
    };

    IEnumerable<Place> Container(LabView view, Observation it) =>
        published.Of(view, it) is { } there ? [new Place(it.Address, there.Host, there.PortOf)] : [];

    IEnumerable<Place> Service(LabView view, Observation service)
    {
        var (spec, status) = (service.Facts["spec"], service.Facts["status"]);
        var address = Reach.Best(status.At("loadBalancer").At("ingress").Items().Select(it => it.Text("ip")))
            ?? (IsOwnCluster(view, service.Site) ? Reach.Best([spec.Text("clusterIP")]) : null);
        if (address is not null)
        {
            yield return new Place(service.Address, address, wanted => spec.At("ports").Items()
                .Where(it => it.Text("targetPort") == $"{wanted}" || it.Text("port") == $"{wanted}").Select(it => (int?)int.Parse(it.Text("port"), null)).FirstOrDefault());
        }
    }

    bool IsOwnCluster(LabView view, string site) => isInCluster
        && view.Lab?.Kubernetes.FirstOrDefault(it => SourceNames.Of(it) == site) is { Kubeconfig: null, Context: null };

    static bool Selects(Observation service, Observation workload) => service.Facts["spec"].At("selector") is JsonObject { Count: > 0 } selector
        && selector.All(it => workload.PodLabels.GetValueOrDefault(it.Key) == it.Value?.ToString());

    /// <param name="Shown">The address of what it is, as people know it.</param>
    /// <param name="PortOf">The port at which a port of the system is reached; null: it is not.</param>
    sealed record Place(string Shown, string Host, Func<int, int?> PortOf);
}
