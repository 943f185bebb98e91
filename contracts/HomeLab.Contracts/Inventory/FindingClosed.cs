using MassTransit;

namespace HomeLab.Contracts.Inventory;

/// <summary>Fact: what was not as it should be is so no longer, by sources that are seen whole.</summary>
[MessageUrn("homelab:inventory:finding-closed:v1", useDefaultPrefix: false)]
[EntityName("homelab.inventory.finding-closed.v1")]
public sealed record FindingClosed
{
    /// <summary>As <see cref="FindingOpened"/> said it.</summary>
    public required string Id { get; init; }

    public required string Rule { get; init; }

    /// <summary><c>Info</c>, <c>Warning</c> or <c>Critical</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>What it was about, the most telling first.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset At { get; init; }
}
