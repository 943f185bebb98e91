using MassTransit;

namespace HomeLab.Contracts.Backups;

/// <summary>Fact: a copy was made, and the repository holds all of it.</summary>
[MessageUrn("homelab:backups:backup-completed:v1", useDefaultPrefix: false)]
[EntityName("homelab.backups.backup-completed.v1")]
public sealed record BackupCompleted
{
    /// <summary>Its key: <c>nightly/docker/nas/volume/shop_data</c>.</summary>
    public required string Backup { get; init; }

    /// <summary>Of what: <c>docker/nas/volume/shop_data</c>, <c>database/stacks-db</c>.</summary>
    public required string Address { get; init; }

    /// <summary>restic's id of the snapshot.</summary>
    public required string Copy { get; init; }

    /// <summary>Before compression.</summary>
    public required long Bytes { get; init; }

    /// <summary>The ledger entry of its settlement.</summary>
    public required long Entry { get; init; }

    public required DateTimeOffset At { get; init; }
}
