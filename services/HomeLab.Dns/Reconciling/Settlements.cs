using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Settlements of what a provider answered.</summary>
static class Settlements
{
    public static Settlement Of(WriteResult result) => result switch
    {
        WriteResult.Applied applied => new Settlement.Applied(applied.Id, applied.After is null ? null : RecordJson.Of(applied.After)),
        WriteResult.Rejected rejected => new Settlement.Rejected(rejected.Reason),
        WriteResult.Unconfirmed unconfirmed => new Settlement.Unconfirmed(unconfirmed.Reason),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
