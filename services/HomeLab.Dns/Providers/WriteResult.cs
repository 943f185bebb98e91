using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers;

/// <summary>What became of one write.</summary>
abstract record WriteResult
{
    WriteResult() { }

    /// <param name="After">The record as the provider answered it; null for a delete.</param>
    public sealed record Applied(string Id, ActualRecord? After) : WriteResult;

    /// <summary>It certainly did not take effect.</summary>
    public sealed record Rejected(Reason Reason) : WriteResult;

    /// <summary>The answer was lost.</summary>
    public sealed record Unconfirmed(Reason Reason) : WriteResult;
}
