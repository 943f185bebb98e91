using MassTransit;

namespace HomeLab.Contracts.Dns;

/// <summary>Fact: a zone holds what the lab asks for, after changes or after it did not; no change is told of twice.</summary>
[MessageUrn("homelab:dns:zone-converged:v1", useDefaultPrefix: false)]
[EntityName("homelab.dns.zone-converged.v1")]
public sealed record ZoneConverged
{
    public required string Zone { get; init; }

    public required int Created { get; init; }

    public required int Updated { get; init; }

    public required int Deleted { get; init; }

    /// <summary>Ledger entries that settled the changes as applied, one a change; each leads to its intent by the change's id.</summary>
    public required IReadOnlyList<long> LedgerEntries { get; init; }

    public required DateTimeOffset At { get; init; }
}
