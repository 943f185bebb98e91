using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers;

/// <summary>Where zones are kept. What cannot be read is <see cref="Observed{T}.Unavailable"/>, never empty; nothing here decides.</summary>
/// <remarks>Reason codes that callers know: <see cref="ProviderReasons"/>.</remarks>
interface IDnsProvider
{
    /// <summary>How long nothing may be sent; zero: now.</summary>
    TimeSpan BlockedFor { get; }

    /// <summary>The same provider, whose calls are as urgent as that where calls are scarce.</summary>
    IDnsProvider At(CallPriority priority) => this;

    /// <summary>Finds the zone by its name and reads all of it.</summary>
    Task<Observed<ProviderZone>> ObserveAsync(ZoneName zone, CancellationToken cancellationToken);

    /// <summary>Reads one record by its id; null when it is certainly not there.</summary>
    Task<Observed<ActualRecord?>> GetAsync(ZoneReference zone, string id, CancellationToken cancellationToken);

    /// <summary>Reads every record of a name.</summary>
    Task<Observed<IReadOnlyList<ActualRecord>>> FindAsync(ZoneReference zone, DomainName name, CancellationToken cancellationToken);

    /// <summary>
    /// Makes changes, each group whole or not at all, and a group that is refused stops no other. Nothing is sent twice.
    /// A delete of what is gone is applied; a create of what exists is rejected.
    /// </summary>
    /// <param name="within">No call is begun that might end later than this.</param>
    /// <returns>For each group the result of each of its writes, in order.</returns>
    Task<IReadOnlyList<IReadOnlyList<WriteResult>>> WriteAsync(
        ZoneReference zone, IReadOnlyList<WriteGroup> groups, TimeSpan within, CancellationToken cancellationToken);
}
