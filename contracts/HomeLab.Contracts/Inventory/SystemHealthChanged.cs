using MassTransit;

namespace HomeLab.Contracts.Inventory;

/// <summary>Fact: a system, or a workload that no system is known by, became healthier or less healthy, appeared or went.</summary>
[MessageUrn("homelab:inventory:system-health-changed:v1", useDefaultPrefix: false)]
[EntityName("homelab.inventory.system-health-changed.v1")]
public sealed record SystemHealthChanged
{
    /// <summary><c>system/kubernetes/talos/cert-manager</c>; of a workload that no system is known by its own address.</summary>
    public required string Address { get; init; }

    /// <summary>Of the catalogue, such as <c>cert-manager</c>; empty: it does not know what this is.</summary>
    public required string System { get; init; }

    /// <summary>Where it runs: <c>kubernetes/talos</c>.</summary>
    public required string Site { get; init; }

    /// <summary>As its source tells it; empty: nothing does.</summary>
    public required string Version { get; init; }

    /// <summary><c>absent</c>, <c>paused</c>, <c>healthy</c>, <c>unknown</c>, <c>degraded</c>, <c>impacted</c> or <c>unhealthy</c>.</summary>
    public required string Was { get; init; }

    /// <summary>In the same words. <c>impacted</c>: something else makes it fail, which <see cref="Root"/> names.</summary>
    public required string Health { get; init; }

    /// <summary>One sentence for people: by which signal.</summary>
    public required string Reason { get; init; }

    /// <summary>The address of what makes it fail; empty: itself, or it does not fail.</summary>
    public required string Root { get; init; }

    /// <summary>How often its state changed lately, where that is too often to tell each change; else 0.</summary>
    public required int Flaps { get; init; }

    /// <summary>
    /// People are not told of this: it comes of what a placed hold covers, such as of a deployment. Where it is otherwise than they know once that has
    /// ended, it is announced again, with what they know as <see cref="Was"/>. Default: false.
    /// </summary>
    public bool IsKeptBack { get; init; }

    public required DateTimeOffset At { get; init; }
}
