using HomeLab.Dns.Records;
using HomeLab.Dns.Sources;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Answers;

/// <summary>
/// Learns whether a zone's servers answer what was written: of what changed at once and until they do, of what stands now and then. It
/// changes nothing, and no change waits for it.
/// </summary>
sealed class AnswerReconciler(
    LabStore labs, Expectations expectations, AnswerStore store, NameServers nameServers, IOptions<DnsOptions> options, TimeProvider time) : IReconciler
{
    public const string AnswersKind = "answers";

    /// <summary>Of one look; the rest follows in the next.</summary>
    const int Most = 200;

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public string Kind => AnswersKind;

    public TimeSpan ResyncInterval => options.Value.VerifyInterval;

    /// <summary>The zone's name as servers are asked for it, with the root's dot, so that by the name alone the zone itself is meant.</summary>
    public static WorkKey KeyOf(ZoneName zone) => new(AnswersKind, zone.Server is null ? $"{zone.Apex}." : $"{zone.Apex}.@{zone.Server}");

    public async Task<IReadOnlyCollection<string>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var lab = await labs.ReadAsync(cancellationToken);
        return lab.Lab is null
            ? throw new InvalidOperationException("Inventory has not told of a lab.yaml yet, so its zones are not known.")
            : [.. lab.Zones().Select(zone => KeyOf(zone).Key)];
    }

    public async Task<ReconcileOutcome> ReconcileAsync(ReconcileContext context, CancellationToken cancellationToken)
    {
        var zone = ZoneName.Parse(context.Key.Key);
        var lab = await labs.ReadAsync(cancellationToken);
        var known = await store.ReadAsync(zone, cancellationToken);
        if (!lab.Zones().Contains(zone) || lab.Account(zone) is not { } account)
        {
            return new ReconcileOutcome.Converged
            {
                Write = (transaction, recording) => AnswerStore.WriteAsync(zone, [], known.Keys, transaction, recording),
            };
        }
        var expected = await expectations.OfAsync(zone, known, cancellationToken);
        var schedule = new AnswerSchedule(options.Value, time.GetUtcNow());
        var due = expected.Select(it => (Expected: it, At: schedule.DueAt(it, known.GetValueOrDefault(it.Object))))
            .Where(it => it.At <= time.GetUtcNow()).OrderBy(it => it.At).Select(it => it.Expected).Take(Most).ToList();
        var verdicts = due.Count == 0 ? new Dictionary<string, AnswerVerdict>() : await AskAsync(zone, account, due, cancellationToken);
        var now = time.GetUtcNow();
        var asked = due.ConvertAll(it => Known(it, verdicts[it.Object], known.GetValueOrDefault(it.Object), now));
        return OutcomeOf(expected, known, asked, now) with
        {
            Write = (transaction, recording) => AnswerStore.WriteAsync(
                zone, asked, known.Keys.Except(expected.Select(it => it.Object)), transaction, recording),
        };
    }

    public Task<Settlement> ReadBackAsync(Intent intent, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing outside is written by asking.");

    async Task<IReadOnlyDictionary<string, AnswerVerdict>> AskAsync(
        ZoneName zone, Providers.ProviderAccount account, List<Expectation> due, CancellationToken cancellationToken)
    {
        var found = await nameServers.OfAsync(zone, account, cancellationToken);
        return found.TryGetValue(out var servers, out var reason)
            ? await new AnswerRound(servers, time).AskAsync(due, cancellationToken)
            : due.ToDictionary(it => it.Object, _ => new AnswerVerdict(
                reason.Code == NameServers.NotAsked ? AnswerState.NotAsked : AnswerState.Unreachable, reason.Message));
    }

    /// <summary>Servers that are silent do not make good what differed before.</summary>
    static KnownAnswer Known(Expectation expected, AnswerVerdict verdict, KnownAnswer? before, DateTimeOffset now)
    {
        var last = before is not null && before.IsAbout(expected) ? before : null;
        return last is { State: AnswerState.Differs } && verdict.State == AnswerState.Unreachable
            ? last with { AskedAt = now }
            : new KnownAnswer(
                expected.Object, expected.Record, expected.IsGone, verdict.State, verdict.Detail, last?.State == verdict.State ? last.Since : now, now);
    }

    ReconcileOutcome OutcomeOf(
        IReadOnlyList<Expectation> expected, IReadOnlyDictionary<string, KnownAnswer> known, List<KnownAnswer> asked, DateTimeOffset now)
    {
        var after = known.ToDictionary();
        asked.ForEach(it => after[it.Object] = it);
        var schedule = new AnswerSchedule(options.Value, now);
        var next = expected.Count == 0 ? (TimeSpan?)null : expected.Min(it => schedule.DueAt(it, after.GetValueOrDefault(it.Object))) - now;
        var revisit = next < Soon ? Soon : next;
        var notServed = expected.Select(it => after.GetValueOrDefault(it.Object)).OfType<KnownAnswer>()
            .Where(it => it.IsNotServed(options.Value.ServedWithin, now)).OrderBy(it => it.Record.Key).ToList();
        return notServed.Count > 0
            ? new ReconcileOutcome.Stalled(NotServed.Of(notServed, now)) { RevisitAfter = revisit }
            : new ReconcileOutcome.Converged { RevisitAfter = revisit };
    }
}
