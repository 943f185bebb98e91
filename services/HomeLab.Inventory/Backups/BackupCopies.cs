using Grpc.Core;
using HomeLab.Contracts.Grpc.Backups;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.ServiceDefaults.Rpc;
using Microsoft.Extensions.Options;
using BackupsClient = HomeLab.Contracts.Grpc.Backups.Backups.BackupsClient;

namespace HomeLab.Inventory.Backups;

/// <summary>Copies as a source: what the service Backups knows of them, whether or not it hears what is wanted.</summary>
/// <param name="backups">Null in a fleet without it, which has no such source.</param>
sealed class BackupCopies(Observations observations, IOptions<InventoryOptions> options, TimeProvider time, BackupsClient? backups = null) : ISourceKind
{
    public IEnumerable<WantedSource> Wanted(LabSpec lab) => backups is null ? [] : [new WantedSource(SourceNames.Backups, "", (lease, token) => ObserveAsync(backups, lease, token))];

    Task ObserveAsync(BackupsClient from, SourceLease lease, CancellationToken cancellationToken) =>
        new PollingLoop(lease, observations, options.Value, time).RunAsync(token => LookAsync(from, lease, token), ReasonOf, cancellationToken);

    /// <returns>Whether something changed.</returns>
    /// <exception cref="RpcException">Backups does not answer.</exception>
    async Task<bool> LookAsync(BackupsClient from, SourceLease lease, CancellationToken cancellationToken)
    {
        var answer = await from.ListBackupsAsync(new ListBackupsRequest(), cancellationToken: cancellationToken);
        var look = new Look("copies read", "read", "", [.. answer.Backups.Select(BackupResources.Of)], null, "NotListed");
        return (await observations.RecordAsync(lease, look, cancellationToken)).Count > 0;
    }

    static Refusal ReasonOf(Exception exception) => exception is RpcException silence
        ? new("BackupsUnavailable", $"the service Backups does not answer: {RpcSilence.Why(silence.StatusCode)}", "")
        : new("Failed", exception.Message, "");
}
