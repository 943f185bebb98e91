using System.ComponentModel;

namespace HomeLab.Lab.Kinds;

/// <summary>What there is, and what may be done with it. One a lab, in <c>lab.yaml</c>.</summary>
public sealed record LabSpec
{
    [Description("Proxmox VE hosts or clusters.")]
    public IReadOnlyList<ProxmoxSource> Proxmox { get; init; } = [];

    [Description("Kubernetes clusters.")]
    public IReadOnlyList<KubernetesSource> Kubernetes { get; init; } = [];

    [Description("Docker hosts.")]
    public IReadOnlyList<DockerSource> Docker { get; init; } = [];

    [Description("Komodo Core instances.")]
    public IReadOnlyList<KomodoSource> Komodo { get; init; } = [];

    [Description("Traefiks whose routers are read from their API.")]
    public IReadOnlyList<TraefikSource>? Traefik { get; init; }

    [Description("The Cloudflare account and the zones that HomeLab may write records in.")]
    public CloudflareSpec? Cloudflare { get; init; }

    [Description("The lab's ways to the internet, whose public addresses records may follow.")]
    public IReadOnlyList<UplinkSpec>? Uplinks { get; init; }

    [Description("Name servers that take dynamic updates, such as BIND, Knot and PowerDNS.")]
    public IReadOnlyList<DnsServerSpec>? DnsServers { get; init; }

    [Description("Repositories that hold what else describes the lab.")]
    public IReadOnlyList<RepositorySpec> Repositories { get; init; } = [];

    [Description("Registries of container images that want credentials, are asked over HTTP, or are to be asked less.")]
    public IReadOnlyList<RegistrySpec>? Registries { get; init; }

    [Description("Whose things are, where they do not say so themselves; the first that matches counts.")]
    public IReadOnlyList<OwnerSpec>? Owners { get; init; }

    [Description("Who is told of what happens, and of what waits for a person.")]
    public IReadOnlyList<NotifierSpec>? Notifications { get; init; }

    [Description("What may happen without a person.")]
    public PolicySpec Policy { get; init; } = new();

    /// <summary>Every zone that somebody keeps for the lab, by its name, each once.</summary>
    public IReadOnlyList<string> ZoneNames() => [.. ZoneNames(DnsServerSpec.External).Concat(ZoneNames(DnsServerSpec.Internal)).Distinct()];

    /// <summary>Those in the view, <see cref="DnsServerSpec.Internal"/> or <see cref="DnsServerSpec.External"/>; Cloudflare is external.</summary>
    public IReadOnlyList<string> ZoneNames(string view) =>
    [
        .. (view == DnsServerSpec.External ? Cloudflare?.Zones ?? [] : [])
            .Concat((DnsServers ?? []).Where(it => it.View == view).SelectMany(it => it.Zones)).Distinct(),
    ];
}
