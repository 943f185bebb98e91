using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Tells what became of a write whose answer was lost, by reading.</summary>
static class ReadBack
{
    static readonly Reason NotApplied = new("NotApplied", "The provider was read after the write's deadline and shows no effect of it.");

    public static async Task<Settlement> OfAsync(Intent intent, IDnsProvider provider, ZoneReference zone, CancellationToken cancellationToken) =>
        intent.Draft.Action switch
        {
            IntentDrafts.Create => await OfCreateAsync(intent, provider, zone, cancellationToken),
            IntentDrafts.Update => await OfUpdateAsync(intent, provider, zone, cancellationToken),
            IntentDrafts.Mark => await OfCreateAsync(intent, provider, zone, cancellationToken),
            IntentDrafts.Release => await OfReleaseAsync(intent, provider, zone, cancellationToken),
            LateEffects.Adopt => await OfAdoptionAsync(intent, provider, zone, cancellationToken),
            _ => await OfDeleteAsync(intent, provider, zone, cancellationToken),
        };

    /// <summary>What it made or marked carries its id, however late it came.</summary>
    static async Task<Settlement> OfCreateAsync(Intent intent, IDnsProvider provider, ZoneReference zone, CancellationToken cancellationToken)
    {
        var wanted = RecordJson.ReadRecord(intent.Draft.Desired!);
        var observed = await provider.FindAsync(zone, wanted.Name, cancellationToken);
        return !observed.TryGetValue(out var records, out var reason)
            ? new Settlement.Unconfirmed(reason)
            : records.FirstOrDefault(record => OwnerMark.Of(record.Comment)?.Intent == intent.Id) is { } made
                ? new Settlement.Applied(made.Id, RecordJson.Of(made))
                : new Settlement.Rejected(NotApplied);
    }

    static async Task<Settlement> OfUpdateAsync(Intent intent, IDnsProvider provider, ZoneReference zone, CancellationToken cancellationToken)
    {
        var before = RecordJson.ReadActual(intent.Draft.Expected!);
        var observed = await provider.GetAsync(zone, before.Id, cancellationToken);
        return !observed.TryGetValue(out var found, out var reason)
            ? new Settlement.Unconfirmed(reason)
            : found is not null && found.Record == RecordJson.ReadRecord(intent.Draft.Desired!)
                ? new Settlement.Applied(found.Id, RecordJson.Of(found))
                : new Settlement.Rejected(NotApplied);
    }

    /// <summary>Nothing was written; what is still there is ours.</summary>
    static async Task<Settlement> OfAdoptionAsync(Intent intent, IDnsProvider provider, ZoneReference zone, CancellationToken cancellationToken)
    {
        var expected = RecordJson.ReadActual(intent.Draft.Expected!);
        var observed = await provider.GetAsync(zone, expected.Id, cancellationToken);
        return !observed.TryGetValue(out var found, out var reason)
            ? new Settlement.Unconfirmed(reason)
            : found is not null && OwnerMark.Of(found.Comment) == OwnerMark.Of(expected.Comment)
                ? new Settlement.Applied(found.Id, RecordJson.Of(found))
                : new Settlement.Rejected(NotApplied);
    }

    static async Task<Settlement> OfReleaseAsync(Intent intent, IDnsProvider provider, ZoneReference zone, CancellationToken cancellationToken)
    {
        var before = RecordJson.ReadActual(intent.Draft.Expected!);
        var observed = await provider.FindAsync(zone, before.Record.Name, cancellationToken);
        return !observed.TryGetValue(out var records, out var reason)
            ? new Settlement.Unconfirmed(reason)
            : records.Any(record => OwnerMark.Of(record.Comment) is { } mark && mark == OwnerMark.Of(before.Comment))
                ? new Settlement.Rejected(NotApplied)
                : new Settlement.Applied(before.Id, State: null);
    }

    static async Task<Settlement> OfDeleteAsync(Intent intent, IDnsProvider provider, ZoneReference zone, CancellationToken cancellationToken)
    {
        var before = RecordJson.ReadActual(intent.Draft.Expected!);
        var observed = await provider.GetAsync(zone, before.Id, cancellationToken);
        return !observed.TryGetValue(out var found, out var reason)
            ? new Settlement.Unconfirmed(reason)
            : found is null ? new Settlement.Applied(before.Id, State: null) : new Settlement.Rejected(NotApplied);
    }
}
