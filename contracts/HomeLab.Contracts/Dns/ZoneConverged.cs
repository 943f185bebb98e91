using MassTransit;

namespace HomeLab.Contracts.Dns;

/// <summary>Fact: a zone was changed and now holds what the lab asks for.</summary>
[MessageUrn("homelab:dns:zone-converged:v1", useDefaultPrefix: false)]
[EntityName("homelab.dns.zone-converged.v1")]
public sealed record ZoneConverged
{
    public required string Zone { get; init; }

    public required int Created { get; init; }

    public required int Updated { get; init; }

    public required int Deleted { get; init; }

    /// <summary>Ledger entries of the changes, two a change: intent and settlement.</summary>
    public required IReadOnlyList<long> LedgerEntries { get; init; }

    public required DateTimeOffset At { get; init; }
}
