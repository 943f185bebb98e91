using System.Net;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Traefik;
using HomeLab.Inventory.Zones;

namespace HomeLab.Inventory.Probes;

/// <summary>Finds where the lab serves certificates: nowhere but at addresses that were observed, or that the lab names. Pure.</summary>
sealed class TlsTargets(bool isContainer)
{
    const int Most = 500;
    const int HttpsPort = 443;

    /// <summary>As people name the entry point that speaks TLS; its own setting stands where nobody looks.</summary>
    static readonly string[] SecureEntryPoints = ["websecure", "https", "secure"];

    readonly PublishedPorts published = new(isContainer);

    /// <param name="probed">What the catalogue asks, with or without TLS.</param>
    public IReadOnlyList<TlsTarget> Of(LabView view, IEnumerable<ProbeTarget> probed)
    {
        var proxied = view.Observations.Where(it => it.Kind == ZoneResources.CloudflareKind && it.Facts.Text("proxied") == "true").ToLookup(it => it.Name, StringComparer.Ordinal);
        return
        [
            .. Gateways(view).Concat(Ingresses(view)).Concat(Routers(view)).Where(it => !proxied.Contains(it.Name))
                .Concat(proxied.Where(it => !ReservedNames.Has(it.Key)).Select(it => new TlsTarget($"host/{it.Key}", it.Key, it.Key, HttpsPort, GapOf(view, it.First()))))
                .Concat(Named(view)).Concat(probed.Where(it => it.Scheme == "https").Select(it => new TlsTarget(it.Address, NameOf(it.Host), it.Host, it.Port, null)))
                .DistinctBy(it => (it.Object, it.Host, it.Port)).Take(Most),
        ];
    }

    static IEnumerable<TlsTarget> Gateways(LabView view)
    {
        var routes = view.Observations.Where(it => it is { ApiGroup: GatewayListener.Group, Kind: "HTTPRoute" or "GRPCRoute" or "TLSRoute" }).ToLookup(it => it.Site);
        return
            from gateway in view.Observations
            where gateway is { ApiGroup: GatewayListener.Group, Kind: "Gateway" }
            let address = Reach.Best(gateway.Facts["status"].At("addresses").Items().Select(it => it.Text("value")))
            where address is not null
            from listener in GatewayListener.Of(gateway)
            from name in listener.Names(routes[gateway.Site])
            select new TlsTarget($"host/{name}", name, address, listener.Port, GapOf(view, gateway));
    }

    static IEnumerable<TlsTarget> Ingresses(LabView view) =>
        from ingress in view.Observations
        where ingress is { ApiGroup: "networking.k8s.io", Kind: "Ingress" }
        let address = Reach.Best(ingress.Facts["status"].At("loadBalancer").At("ingress").Items().Select(it => it.Text("ip")))
        where address is not null
        from name in ingress.Facts["spec"].At("tls").Items().SelectMany(it => it.At("hosts").Items()).Select(it => it.ToString()).Distinct()
        where !name.Contains('*', StringComparison.Ordinal)
        select new TlsTarget($"host/{name}", name, address, HttpsPort, GapOf(view, ingress));

    /// <summary>The one Traefik of an engine serves its routers' names; of two nobody knows which.</summary>
    IEnumerable<TlsTarget> Routers(LabView view)
    {
        foreach (var engine in view.Observations.Where(it => it is { Platform: Platform.Docker, Kind: "container" }).GroupBy(it => it.Site))
        {
            if (engine.Where(IsTraefik).ToList() is not [var proxy])
                continue;
            var names = engine.SelectMany(it => TraefikLabels.Read(it.Labels).Routes).Where(IsSecure).Select(it => it.Host).Distinct();
            // Ports are published as long as a container runs.
            if (proxy.Facts.Text("State") != "running")
            {
                foreach (var name in names)
                    yield return new TlsTarget($"host/{name}", name, "", 0, $"{proxy.Address} does not run");
            }
            else if (published.Of(view, proxy) is { } there && there.PortOf(HttpsPort) is { } port)
            {
                foreach (var name in names)
                    yield return new TlsTarget($"host/{name}", name, there.Host, port, GapOf(view, proxy));
            }
        }
    }

    static bool IsTraefik(Observation container) => container.Images is [var image, ..] && Catalog.Matching.ImageName.Parse(image).Repository.Split('/')[^1] == "traefik";

    static bool IsSecure(TraefikRoute route) => route.Refusal is null && (route.IsTls || route.EntryPoints.Any(it => SecureEntryPoints.Contains(it)));

    /// <summary>What the lab itself speaks to.</summary>
    static IEnumerable<TlsTarget> Named(LabView view) => view.Observations.Where(it => it.Kind == "url")
        .Select(it => (Object: it, Url: Uri.TryCreate(it.Facts.Text("url"), UriKind.Absolute, out var url) ? url : null))
        .Where(it => it.Url is { Scheme: "https" }).Select(it => new TlsTarget(it.Object.Site, NameOf(it.Url!.IdnHost), it.Url.IdnHost, it.Url.Port, null));

    static string NameOf(string host) => IPAddress.TryParse(host, out _) ? "" : host;

    static string? GapOf(LabView view, Observation observation) => view.GapOf(observation)?.Reason;
}
