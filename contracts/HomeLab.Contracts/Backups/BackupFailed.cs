using MassTransit;

namespace HomeLab.Contracts.Backups;

/// <summary>Fact: a copy that is due could not be made. Told once until one is made.</summary>
[MessageUrn("homelab:backups:backup-failed:v1", useDefaultPrefix: false)]
[EntityName("homelab.backups.backup-failed.v1")]
public sealed record BackupFailed
{
    /// <summary>Its key: <c>nightly/docker/nas/volume/shop_data</c>.</summary>
    public required string Backup { get; init; }

    /// <summary>Of what: <c>docker/nas/volume/shop_data</c>, <c>database/stacks-db</c>.</summary>
    public required string Address { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Reason { get; init; }

    /// <summary>As of when the newest copy is; null: there is none.</summary>
    public DateTimeOffset? LastAt { get; init; }

    public required DateTimeOffset At { get; init; }
}
