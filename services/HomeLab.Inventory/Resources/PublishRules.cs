using HomeLab.Inventory.Publishing;
using HomeLab.Inventory.Publishing.Kubernetes;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Resources;

/// <summary>What of a source becomes public, and with what.</summary>
/// <param name="Publish">Of containers and stacks.</param>
sealed record PublishRules(PublishSpec? Publish, IReadOnlyList<string> Zones)
{
    public KubernetesPublishSpec? Kubernetes { get; init; }

    public GuestPublishSpec? Guests { get; init; }

    public TunnelsSpec? Tunnels { get; init; }

    /// <summary>What routes of a cluster depend on besides themselves.</summary>
    public ClusterGateways Gateways { get; init; } = ClusterGateways.None;

    /// <summary>If not, nothing does.</summary>
    public bool IsPublished => Publish is not null || Kubernetes is not null || Guests is not null || Tunnels is not null;

    public string? Target => Publish?.Target ?? Kubernetes?.Target ?? Guests?.Target;

    /// <summary>What may become of records; empty: not said.</summary>
    public string Policy => Publish?.Policy ?? Kubernetes?.Policy ?? Guests?.Policy ?? Tunnels?.Policy ?? "";

    public bool Proxied => Publish?.Proxied ?? Kubernetes?.Proxied ?? Guests?.Proxied ?? false;

    /// <summary>Records wait for the health of what they lead to.</summary>
    public bool WhenHealthy => (Publish?.WhenHealthy ?? Kubernetes?.WhenHealthy ?? Guests?.WhenHealthy) == true || Withdraw;

    /// <summary>They are also taken away while that is unhealthy.</summary>
    public bool Withdraw => (Publish?.Withdraw ?? Kubernetes?.Withdraw ?? Guests?.Withdraw) == true;

    /// <summary>Empty: on any.</summary>
    public IReadOnlyList<string> EntryPoints => Publish?.EntryPoints ?? [];

    public static async Task<PublishRules> ReadAsync(InventoryTransaction transaction, string source, string? labSpec, CancellationToken cancellationToken)
    {
        var rules = Of(labSpec, source);
        return ClusterGateways.IsNeededBy(source)
            ? rules with { Gateways = await ClusterGateways.ReadAsync(transaction, source, cancellationToken) }
            : rules;
    }

    /// <param name="labSpec">The lab in force as JSON; null: there is none.</param>
    /// <param name="source"><c>docker/komodo-host</c>, or a part such as <c>kubernetes/talos/services</c>.</param>
    static PublishRules Of(string? labSpec, string source) => Of(labSpec is null ? new LabSpec() : LabJson.Read<LabSpec>(labSpec), source);

    /// <inheritdoc cref="Of(string?, string)"/>
    public static PublishRules Of(LabSpec lab, string source) => new(
        lab.Docker.FirstOrDefault(it => SourceNames.IsOf(source, SourceNames.Of(it)))?.Publish ?? lab.Komodo.FirstOrDefault(it => SourceNames.Of(it) == source)?.Publish
            ?? lab.Traefik?.FirstOrDefault(it => SourceNames.Of(it) == source)?.Publish,
        lab.ZoneNames())
    {
        Tunnels = lab.Cloudflare is { Tunnels: { Publish: true } tunnels } && TunnelWishes.ZoneOf(source) is { } zone && lab.ZoneNames().Contains(zone) ? tunnels : null,
        Guests = lab.Proxmox.FirstOrDefault(it => SourceNames.Of(it) == source)?.Publish,
        Kubernetes = lab.Kubernetes.FirstOrDefault(it => SourceNames.IsOf(source, SourceNames.Of(it)))?.Publish,
    };
}
