using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HomeLab.Dns.Reconciling;

/// <summary>Carries changes out, chunk by chunk: intents, identity, call, settlement. It decides nothing.</summary>
sealed class PlanApplier(Installation installation, IOptions<DnsOptions> options, TimeProvider time)
{
    /// <summary>Writes whose intents are opened together; a batch of a free plan takes no more.</summary>
    const int ChunkSize = 200;

    public async Task<ChangeReport> ApplyAsync(
        IReadOnlyList<RecordChange> changes, ZoneView view, IDnsProvider provider, IIntents intents, CancellationToken cancellationToken)
    {
        var report = new ChangeReport();
        var reads = new WholeReads(view, time);
        var writes = 0;
        foreach (var chunk in Chunks(changes))
        {
            writes += chunk.Sum(change => change.Steps.Count);
            var calls = writes > ChunkSize ? provider.At(CallPriority.Bulk) : provider;
            await ApplyAsync(chunk, view, reads, calls, intents, report, cancellationToken);
            if (report.Unconfirmed is not null || report.Rejected.Any(rejected => IsHopeless(rejected.Reason)))
            {
                break;
            }
        }
        return report;
    }

    /// <summary>What is missing comes before what is too much, and never in one batch: a batch runs its deletes first.</summary>
    static IEnumerable<List<RecordChange>> Chunks(IReadOnlyList<RecordChange> changes)
    {
        foreach (var stage in changes.GroupBy(change => change is RecordChange.Delete).OrderBy(stage => stage.Key))
        {
            var chunk = new List<RecordChange>();
            var writes = 0;
            foreach (var change in stage)
            {
                if (chunk.Count > 0 && writes + change.Steps.Count > ChunkSize)
                {
                    yield return chunk;
                    (chunk, writes) = ([], 0);
                }
                chunk.Add(change);
                writes += change.Steps.Count;
            }
            yield return chunk;
        }
    }

    async Task ApplyAsync(
        List<RecordChange> chunk, ZoneView view, WholeReads reads, IDnsProvider provider, IIntents intents, ChangeReport report,
        CancellationToken cancellationToken)
    {
        var zone = view.Zone;
        var owner = await installation.GetIdAsync(cancellationToken);
        using var span = ChangeSpans.Start(zone, chunk);
        var opened = new Queue<Intent>(await intents.OpenAsync(
            [.. chunk.SelectMany(change => change.Steps).Select(IntentDrafts.Of)], options.Value.WriteTimeout, cancellationToken));
        var steps = chunk.ConvertAll(change => change.Steps.Select(step => (Step: step, Intent: opened.Dequeue())).ToList());

        var objections = await IdentityCheck.AgainstAsync(provider, reads, view, chunk, cancellationToken);
        var allowed = steps.Where((_, index) => objections[index] is null).ToList();
        var groups = allowed.ConvertAll(group => new WriteGroup([.. group.Select(s => IntentDrafts.ToWrite(s.Step, s.Intent, owner))]));
        // The checks have taken some of the intents' time, and the process may have been stopped meanwhile.
        var left = steps[0][0].Intent.DeadlineAt - time.GetUtcNow();
        var results = groups.Count == 0 ? [] : await provider.WriteAsync(zone, groups, left, cancellationToken);

        var written = new Queue<IReadOnlyList<WriteResult>>(results);
        var settled = steps.SelectMany((group, index) => objections[index] is { } objection
            ? group.Select(s => (s.Step, s.Intent, Result: (WriteResult)new WriteResult.Rejected(objection)))
            : group.Zip(written.Dequeue(), (s, result) => (s.Step, s.Intent, Result: result))).ToList();
        await SettleAsync(settled, zone, intents, report, cancellationToken);
        ChangeSpans.Record(span, zone, settled);
    }

    async Task SettleAsync(
        List<(RecordChange Step, Intent Intent, WriteResult Result)> settled, ZoneReference zone, IIntents intents, ChangeReport report,
        CancellationToken cancellationToken)
    {
        // Where a comment is a record of its own, the id changes with it.
        var effects = settled.SelectMany(s => s.Result is not WriteResult.Applied applied ? []
            : IdBefore(s.Step) is { } id && id != applied.Id ? [new WriteResult.Applied(id, After: null), applied] : (IEnumerable<WriteResult.Applied>)[applied]).ToList();
        var isDoubtful = settled.Exists(s => s.Result is WriteResult.Unconfirmed
            || s.Result is WriteResult.Rejected { Reason.Code: IdentityCheck.Mismatch or ProviderReasons.Gone or ProviderReasons.AlreadyExists });
        var settlements = settled.ConvertAll(s => (s.Intent, Settlement: Settlements.Of(s.Step, s.Result)));
        await intents.SettleAsync(
            settlements, transaction => RememberAsync(zone.Name, effects, isDoubtful, transaction, cancellationToken), cancellationToken);
        report.IsContradicted |= isDoubtful;
        foreach (var (step, (_, settlement)) in settled.Select(s => s.Step).Zip(settlements))
        {
            report.Add(step, settlement);
        }
    }

    async Task RememberAsync(
        ZoneName zone, List<WriteResult.Applied> effects, bool isDoubtful, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await ZoneMirror.ApplyAsync(zone, effects, isDoubtful, transaction, cancellationToken);
        await RecentWrites.AddAsync(zone, effects, time.GetUtcNow(), options.Value.ReadLag, transaction, cancellationToken);
    }

    static string? IdBefore(RecordChange step) => step switch
    {
        RecordChange.Mark mark => mark.Before.Id,
        RecordChange.Release release => release.Before.Id,
        _ => null,
    };

    static bool IsHopeless(Reason reason) => reason.Code is ProviderReasons.NotSent || ProviderReasons.IsSilence(reason.Code);
}
