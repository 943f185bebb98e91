using System.Text.Json;

namespace HomeLab.Crash.Checking;

/// <summary>Gathers what every side of a fleet has in its books.</summary>
sealed class Books(BookSources sources, TimeProvider time)
{
    readonly OutsideBooks outside = new(sources.Http, sources.Outside);
    IReadOnlyList<string> foreign = [];

    /// <summary>Remembers what is not ours, before the fleet has anything to do.</summary>
    public async Task BeginAsync() => foreign = [.. (await outside.ZoneAsync()).Where(IsForeign).Select(it => it.GetRawText())];

    /// <param name="withQueues">The broker is asked too, which takes the longest.</param>
    public async Task<FleetRecord> ReadAsync(bool withQueues = true)
    {
        var (inventory, dns, recorder) = (sources.Inventory, sources.Dns, sources.Recorder);
        return new FleetRecord
        {
            Wanted = sources.Lab.Wanted,
            Zone = await outside.ZoneAsync(),
            ForeignBefore = foreign,
            Effects = await outside.EffectsAsync(),
            Ledger = await DatabaseBooks.LedgerAsync(dns),
            Owned = await DatabaseBooks.OwnedAsync(dns),
            UnsettledWork = await DatabaseBooks.UnsettledWorkAsync(dns, time.GetUtcNow()),
            OpenIntents = await DatabaseBooks.OpenIntentsAsync(dns),
            Outboxes = new Dictionary<string, long>
            {
                ["inventory"] = await DatabaseBooks.OutboxAsync(inventory), ["dns"] = await DatabaseBooks.OutboxAsync(dns),
            },
            Queues = withQueues ? await BrokerBooks.CountAsync(sources.Broker) : new Dictionary<string, uint>(),
            Sent = [.. await DatabaseBooks.SentAsync(inventory), .. await DatabaseBooks.SentAsync(dns)],
            Remembered = await DatabaseBooks.RememberedAsync(recorder),
            Handled = await DatabaseBooks.HandledAsync(recorder),
        };
    }

    static bool IsForeign(JsonElement record) => Marks.IntentOf(RecordStates.Read(record)!.Comment) is null;
}
