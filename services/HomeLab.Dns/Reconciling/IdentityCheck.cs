using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>
/// Reads what a change is about to touch, and refuses the change when that is not what the plan was made for: a record that is
/// overwritten or deleted by its id, and everything at a name that gets a new record, where somebody may have been quicker.
/// </summary>
static class IdentityCheck
{
    public const string Mismatch = "IdentityMismatch";

    /// <summary>From this many changes on one read of the whole zone is cheaper.</summary>
    const int ReadWholeFrom = 10;

    /// <returns>For each change why it must not be made; null: it may.</returns>
    public static async Task<IReadOnlyList<Reason?>> AgainstAsync(
        IDnsProvider provider, WholeReads reads, ZoneView view, IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        var zone = view.Zone;
        var whole = changes.Count >= ReadWholeFrom || reads.HasRecent(changes) ? await reads.ReadAsync(changes, provider, cancellationToken) : null;
        var reasons = new List<Reason?>();
        foreach (var change in changes)
        {
            var expected = Expected(change, view.Actual);
            var found = whole is null
                ? await ReadAsync(provider, zone, change, cancellationToken)
                : Select(whole, zone, change);
            reasons.Add(found.TryGetValue(out var records, out var reason) ? Compare(change, expected, records) : reason);
        }
        return reasons;
    }

    static IReadOnlyList<ActualRecord> Expected(RecordChange change, ActualZone planned) => change switch
    {
        RecordChange.Update update => [update.Before],
        RecordChange.Mark mark => [mark.Before],
        RecordChange.Release release => [release.Before],
        RecordChange.Delete delete => [delete.Before],
        _ => [.. planned.Records.Where(record => record.Record.Name == change.Name)],
    };

    static async Task<Observed<IReadOnlyList<ActualRecord>>> ReadAsync(
        IDnsProvider provider, ZoneReference zone, RecordChange change, CancellationToken cancellationToken)
    {
        if (IdOf(change) is not { } id)
        {
            return await provider.FindAsync(zone, change.Name, cancellationToken);
        }
        var observed = await provider.GetAsync(zone, id, cancellationToken);
        return observed.TryGetValue(out var record, out var reason)
            ? new Observed<IReadOnlyList<ActualRecord>>.Available(record is null ? [] : [record])
            : new Observed<IReadOnlyList<ActualRecord>>.Unavailable(reason);
    }

    static Observed<IReadOnlyList<ActualRecord>> Select(Observed<ProviderZone> whole, ZoneReference zone, RecordChange change)
    {
        if (!whole.TryGetValue(out var found, out var reason))
        {
            return new Observed<IReadOnlyList<ActualRecord>>.Unavailable(reason);
        }
        if (found.Zone.Id != zone.Id)
        {
            return new Observed<IReadOnlyList<ActualRecord>>.Unavailable(new Reason(
                ProviderReasons.IdentityChanged, $"Zone {zone.Name} is another one than before ({found.Zone.Id}, expected {zone.Id})."));
        }
        var id = IdOf(change);
        return new Observed<IReadOnlyList<ActualRecord>>.Available(
            [.. found.Records.Where(record => id is null ? record.Record.Name == change.Name : record.Id == id)]);
    }

    static string? IdOf(RecordChange change) => change switch
    {
        RecordChange.Update update => update.Before.Id,
        RecordChange.Mark mark => mark.Before.Id,
        RecordChange.Release release => release.Before.Id,
        RecordChange.Delete delete => delete.Before.Id,
        _ => null,
    };

    static Reason? Compare(RecordChange change, IReadOnlyList<ActualRecord> expected, IReadOnlyList<ActualRecord> found) =>
        expected.ToHashSet().SetEquals(found)
            ? null
            : new Reason(
                Mismatch,
                $"Nothing was written: at {change.Name} there is {Describe(found.Except(expected))} that the plan did not know, "
                + $"and {Describe(expected.Except(found))} that it counted on is not there as it was.");

    static string Describe(IEnumerable<ActualRecord> records) =>
        string.Join(", ", records.Select(record => $"{record.Record} '{record.Comment}'")) is { Length: > 0 } text ? text : "nothing";
}
