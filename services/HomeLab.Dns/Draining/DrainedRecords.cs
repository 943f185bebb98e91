using HomeLab.Dns.Answers;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;
using HomeLab.Dns.Undoing;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Draining;

/// <summary>Follows the records that an announced stop takes away, until no resolver can have them any more.</summary>
sealed class DrainedRecords(ZoneMirror mirror, ZoneOwnership owners, ZoneStatuses statuses, AnswerStore answers, PastChanges past, TimeProvider time)
{
    static readonly Reason NotOurs = new("NotOurs", "It was not made by this installation, or one of its two marks is missing.");

    /// <summary>What leads to the thing and may be withdrawn, in every zone.</summary>
    public IReadOnlyList<(ZoneName Zone, DesiredRecord Record)> LedBy(Drain drain, LabSnapshot lab)
    {
        var drained = lab with { Drains = [drain] };
        return [.. lab.Zones().SelectMany(zone => DesiredZones.Of(drained, zone, time.GetUtcNow(), TimeSpan.Zero).Records
            .Where(record => record is { Unproven: null, Wait.Drain: not null }).Select(record => (zone, record)))];
    }

    /// <param name="announcedAt">A look that has not ended since may still make what is not there.</param>
    public async Task<IReadOnlyList<DrainedRecord>> ReadAsync(
        IReadOnlyList<(ZoneName Zone, DesiredRecord Record)> led, DateTimeOffset announcedAt, CancellationToken cancellationToken)
    {
        var read = new List<DrainedRecord>();
        foreach (var zone in led.GroupBy(it => it.Zone, it => it.Record))
        {
            read.AddRange(await ReadAsync(zone.Key, [.. zone], announcedAt, cancellationToken));
        }
        return [.. read.OrderBy(it => it.Zone.ToString(), StringComparer.Ordinal).ThenBy(it => it.Record.Key)];
    }

    async Task<IReadOnlyList<DrainedRecord>> ReadAsync(
        ZoneName zone, IReadOnlyList<DesiredRecord> records, DateTimeOffset announcedAt, CancellationToken cancellationToken)
    {
        // First: what a look made before it ended is in what is read after.
        var status = await statuses.ReadAsync(zone, cancellationToken);
        var isLookedAt = status?.At > announcedAt;
        var there = (await mirror.ReadAsync(zone, cancellationToken)).Records.ToLookup(record => record.Key);
        var ownership = await owners.ReadAsync(zone, DnsReconciler.KeyOf(zone), cancellationToken);
        var answered = await answers.ReadAsync(zone, cancellationToken);
        var read = new List<DrainedRecord>();
        foreach (var record in records.DistinctBy(record => record.Key))
        {
            if (there[record.Key].FirstOrDefault() is { } stands)
            {
                var line = status?.Withheld.FirstOrDefault(it => it.Change == $"delete {stands.Record}");
                read.Add(new DrainedRecord(
                    zone, record, DrainedState.There,
                    ownership.ObjectOf(stands) is null ? NotOurs : line is null ? null : new Reason(line.ReasonCode, line.Reason), CachedUntil: null));
                continue;
            }
            var changes = await past.LastOfAsync(zone, $"{record.Name}/{record.Content.Type}", cancellationToken);
            var deleted = changes.Where(it => it.Action == IntentDrafts.Delete && it.Before?.Key == record.Key).MaxBy(it => it.At);
            read.Add((isLookedAt, deleted) switch
            {
                (false, _) => new DrainedRecord(zone, record, DrainedState.Unverified, Why: null, CachedUntil: null),
                (_, null) => new DrainedRecord(zone, record, DrainedState.Gone, Why: null, CachedUntil: null),
                _ => Gone(zone, record, deleted, answered.GetValueOrDefault(deleted.Object)),
            });
        }
        return read;
    }

    /// <param name="answer">Of its object; null: its absence was seen, or cannot be told from what else answers for the name.</param>
    DrainedRecord Gone(ZoneName zone, DesiredRecord record, PastChange deleted, KnownAnswer? answer)
    {
        var unserved = answer is { IsGone: true, State: AnswerState.Verified } && answer.Since > deleted.At ? answer.Since : deleted.At;
        var cachedUntil = unserved + TimeSpan.FromSeconds(deleted.Before!.Record.Ttl.Served);
        var state = answer switch
        {
            { IsGone: false } => DrainedState.Unverified,
            { State: AnswerState.Differs } => DrainedState.Answered,
            _ when cachedUntil > time.GetUtcNow() => DrainedState.Cached,
            _ => DrainedState.Gone,
        };
        return new DrainedRecord(zone, record, state, state == DrainedState.Answered ? new Reason("StillAnswered", answer!.Detail) : null, cachedUntil);
    }
}
