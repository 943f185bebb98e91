using MassTransit;

namespace HomeLab.Contracts.Inventory;

/// <summary>Fact: something in the lab is not as it should be.</summary>
[MessageUrn("homelab:inventory:finding-opened:v1", useDefaultPrefix: false)]
[EntityName("homelab.inventory.finding-opened.v1")]
public sealed record FindingOpened
{
    /// <summary>The same whenever the same rule finds the same things, also after it was closed.</summary>
    public required string Id { get; init; }

    /// <summary>Such as <c>kubernetes.no-default-deny</c>; <c>docs/findings.md</c> lists all.</summary>
    public required string Rule { get; init; }

    /// <summary><c>Info</c>, <c>Warning</c> or <c>Critical</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What it is about, the most telling first.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>One sentence for people; holds no secret.</summary>
    public required string What { get; init; }

    public required DateTimeOffset At { get; init; }
}
