using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>Which names of a cluster become public. What an object's own annotation says of target and proxy counts more.</summary>
public sealed record KubernetesPublishSpec
{
    [Description("What the names point at, a host name or an address; unset: at the addresses of their load balancers and Gateways.")]
    public string? Target { get; init; }

    [Description("Whether Cloudflare stands in front.")]
    public bool Proxied { get; init; }

    [Description("Only objects of these kinds; empty: of any.")]
    [RegularExpression("Ingress|Service|HTTPRoute|TLSRoute|GRPCRoute|DNSEndpoint|IngressRoute|IngressRouteTCP",
        ErrorMessage = "Ingress, Service, HTTPRoute, TLSRoute, GRPCRoute, DNSEndpoint, IngressRoute or IngressRouteTCP")]
    public IReadOnlyList<string> Kinds { get; init; } = [];

    [Description("Only objects in these namespaces; empty: in any.")]
    [RegularExpression("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", ErrorMessage = "the name of a namespace")]
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    [Description("Only Ingresses of these classes; empty: of any.")]
    [RegularExpression("[a-z0-9]([a-z0-9.-]*[a-z0-9])?", ErrorMessage = "the name of an IngressClass, such as nginx")]
    public IReadOnlyList<string> IngressClasses { get; init; } = [];

    [Description("Only routes at these Gateways, each namespace/name; empty: at any.")]
    [RegularExpression("[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9.-]*", ErrorMessage = "a Gateway as namespace/name, such as network/external")]
    public IReadOnlyList<string> Gateways { get; init; } = [];

    [Description("Whether a name is made only once what it leads to is healthy; while that is not known, what is there stays and what is not is not made.")]
    public bool? WhenHealthy { get; init; }

    [Description("Whether it is also taken away while that is unhealthy, but never the last record of a name; includes whenHealthy.")]
    public bool? Withdraw { get; init; }

    [Description("What may become of the records: sync: they follow what asks for them and go with it; upsertOnly: are never deleted; createOnly: are neither changed nor deleted. An object's annotation homelab/dns-policy counts more. Unset: sync.")]
    [AllowedValues("sync", "upsertOnly", "createOnly")]
    public string? Policy { get; init; }

    [Description("Whether an object is told by Kubernetes Events what became of its names; needs the right to create events in its namespace.")]
    public bool? Events { get; init; }
}
