using System.Text.Json.Nodes;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>Reads what names objects of a cluster ask for.</summary>
static class KubernetesWishes
{
    static readonly Dictionary<string, (string Part, Func<PublishedObject, WishReading> Read)> Kinds = new(StringComparer.Ordinal)
    {
        ["kubernetes.Ingress.networking.k8s.io"] = ("ingresses.networking.k8s.io", IngressWishes.Of),
        ["kubernetes.Service"] = ("services", ServiceWishes.Of),
        ["kubernetes.HTTPRoute.gateway.networking.k8s.io"] = ("httproutes.gateway.networking.k8s.io", RouteWishes.Of),
        ["kubernetes.GRPCRoute.gateway.networking.k8s.io"] = ("grpcroutes.gateway.networking.k8s.io", RouteWishes.Of),
        ["kubernetes.TLSRoute.gateway.networking.k8s.io"] = ("tlsroutes.gateway.networking.k8s.io", RouteWishes.Of),
        ["kubernetes.DNSEndpoint.externaldns.k8s.io"] = ("dnsendpoints.externaldns.k8s.io", RecordWishes.Of),
        ["kubernetes.IngressRoute.traefik.io"] = ("ingressroutes.traefik.io", TraefikWishes.Of),
        ["kubernetes.IngressRouteTCP.traefik.io"] = ("ingressroutetcps.traefik.io", TraefikWishes.Of),
    };

    public static bool Has(string kind) => Kinds.ContainsKey(kind);

    /// <param name="cluster"><c>kubernetes/talos</c>.</param>
    /// <returns>The parts of the source whose objects may ask for names.</returns>
    public static IEnumerable<string> PartsOf(string cluster) => Kinds.Values.Select(it => $"{cluster}/{it.Part}");

    public static WishReading Of(ObservedResource resource, PublishRules rules)
    {
        var facts = JsonNode.Parse(resource.Facts) as JsonObject ?? [];
        var seen = new PublishedObject(resource, facts, rules);
        if (ObjectProjection.IsWithoutSpec(facts))
            return seen.Reading([]) with { IsUnreadable = true };
        return seen.Annotations.IsForAnother ? seen.Reading([]) : Kinds[resource.Kind].Read(seen);
    }
}
