using HomeLab.Contracts.Inventory;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Lists;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Sources;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Messaging;

/// <summary>
/// When names changed, every zone is looked at: which ones a resource has lost cannot be told from the hint, and a look without
/// changes calls nobody outside.
/// </summary>
sealed class ZoneHints(LabFeed feed, LabStore store) :
    IHintHandler<LabRevised>, IHintHandler<ResourceChanged>, IHintHandler<SourceAvailabilityChanged>, IHintHandler<SystemHealthChanged>
{
    /// <summary>Asks Inventory, for the lab may have a new zone or uplink, or a record that follows one.</summary>
    public async ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(LabRevised hint, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        return [.. KeysOf(lab), .. lab.Uplinks().Select(UplinkReconciler.KeyOf), .. lab.IpLists().Select(IpListReconciler.KeyOf)];
    }

    public async ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(ResourceChanged hint, CancellationToken cancellationToken) =>
        hint.EndpointsChanged == false ? [] : await KnownKeysAsync(cancellationToken);

    public ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(SourceAvailabilityChanged hint, CancellationToken cancellationToken) =>
        KnownKeysAsync(cancellationToken);

    /// <summary>Nothing is looked at where nothing waits for health.</summary>
    public async ValueTask<IReadOnlyCollection<WorkKey>> KeysOfAsync(SystemHealthChanged hint, CancellationToken cancellationToken) =>
        await store.ReadAsync(cancellationToken) is { Readiness.IsEmpty: false } lab ? KeysOf(lab) : [];

    public string? SubjectOf(SystemHealthChanged hint) => hint.Address;

    public string? SubjectOf(LabRevised hint) => hint.Lab;

    public string? SubjectOf(ResourceChanged hint) => hint.Address;

    public string? SubjectOf(SourceAvailabilityChanged hint) => hint.Source;

    async ValueTask<IReadOnlyCollection<WorkKey>> KnownKeysAsync(CancellationToken cancellationToken)
    {
        var known = await store.ReadAsync(cancellationToken);
        return KeysOf(known.IsKnown ? known : await feed.ReadAsync(cancellationToken));
    }

    static List<WorkKey> KeysOf(LabSnapshot lab) => [.. lab.Zones().Select(DnsReconciler.KeyOf)];
}
