using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using Microsoft.Extensions.Options;

namespace HomeLab.Dns.Reconciling;

/// <summary>Takes records for ours that we asked for and that came when nobody reckoned with them any more.</summary>
sealed class LateRecords(LateEffects late, IOptions<DnsOptions> options)
{
    /// <returns>Whether some were adopted, so that ownership has to be read anew.</returns>
    public async Task<bool> AdoptAsync(ZoneView view, ReconcileContext context, CancellationToken cancellationToken)
    {
        // Our mark, and nothing in the ledger: somebody's copy, or a late effect.
        var marked = view.Actual.Records
            .Where(record => view.Ownership.RecordedAs(record) is null && view.Ownership.IsHalfOwned(record))
            .ToLookup(record => OwnerMark.Of(record.Comment)!.Intent);
        if (marked.Count == 0)
        {
            return false;
        }
        var objects = new ObjectAddresses(view.Actual.Zone, view.Actual, view.Ownership);
        var adopted = (await late.FindAsync(context.Key, [.. marked.Select(group => group.Key)], cancellationToken))
            .SelectMany(intent => marked[intent.Id]
                .Where(record => record.Key == RecordJson.ReadRecord(intent.Draft.Desired!).Key)
                .Select(record => (Record: record, Draft: DraftOf(intent.Id, intent.Draft, record, objects))))
            .ToList();
        if (adopted.Count == 0)
        {
            return false;
        }
        var opened = await context.Intents.OpenAsync([.. adopted.Select(it => it.Draft)], options.Value.CallTimeout, cancellationToken);
        await context.Intents.SettleAsync(
            [.. opened.Zip(adopted, (intent, it) => (intent, (Settlement)new Settlement.Applied(it.Record.Id, RecordJson.Of(it.Record))))],
            alsoWrite: null, cancellationToken);
        return true;
    }

    static IntentDraft DraftOf(Guid id, IntentDraft asked, ActualRecord record, ObjectAddresses objects) => new(
        objects.Next(record.Key), LateEffects.Adopt, RecordJson.Of(record), asked.Desired,
        $"It is the late effect of change {id}, which was entered as rejected: {asked.Why}");
}
