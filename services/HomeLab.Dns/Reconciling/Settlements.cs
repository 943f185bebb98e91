using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Settlements of what a provider answered.</summary>
static class Settlements
{
    /// <summary>What was handed over is there and no longer ours.</summary>
    public static Settlement Of(RecordChange step, WriteResult result) => result switch
    {
        WriteResult.Applied applied when step is RecordChange.Release => new Settlement.Applied(applied.Id, State: null),
        WriteResult.Applied applied => new Settlement.Applied(applied.Id, applied.After is null ? null : RecordJson.Of(applied.After)),
        WriteResult.Rejected rejected => new Settlement.Rejected(rejected.Reason),
        WriteResult.Unconfirmed unconfirmed => new Settlement.Unconfirmed(unconfirmed.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
