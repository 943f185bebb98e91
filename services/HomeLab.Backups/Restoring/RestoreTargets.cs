using System.Text.RegularExpressions;
using HomeLab.Backups.Copying;
using HomeLab.Backups.Repositories;
using HomeLab.Backups.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Backups.Restoring;

/// <summary>Where a copy is put: beside what it is of.</summary>
sealed partial class RestoreTargets(EngineClients engines, OwnDatabases databases, Installation installation, IOptions<BackupsOptions> options)
{
    /// <exception cref="SourceException">Nobody says where that is any more.</exception>
    public async Task<IRestoreTarget> OpenAsync(LabBackups lab, Restoration restoration, Copy copy, CancellationToken cancellationToken)
    {
        var address = WantedBackup.AddressOf(restoration.Key);
        if (databases.Find(address) is { } database)
            return new DatabaseTarget(database, restoration);
        // The volume itself may be gone; its host is known by any other.
        return address.Split('/') is ["docker", var host, "volume", var name] && lab.Wanted.Values.Select(it => it.Volume?.Engine).FirstOrDefault(it => it?.Name == host) is { } engine
            ? new VolumeTarget(await engines.OpenAsync(engine, cancellationToken), host, name, restoration, copy, await installation.GetIdAsync(cancellationToken), options.Value.CallTimeout)
            : throw new SourceException("TargetUnknown", $"the lab wants copies of nothing any more that is where {address} was, so that it is not known how to reach that");
    }

    /// <summary>Of a volume as Docker takes it, which PostgreSQL takes too.</summary>
    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_.-]{1,62}$")]
    public static partial Regex Name();
}
