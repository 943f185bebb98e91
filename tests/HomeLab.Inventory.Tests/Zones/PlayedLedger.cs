using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Zones;

/// <summary>The ledger of the service Dns, which a test writes.</summary>
sealed class PlayedLedger : Control.ControlClient
{
    readonly List<LedgerEntry> entries = [];
    int readings;

    /// <summary>Returns once what is added now is read as new.</summary>
    public async Task ReadAgainAsync()
    {
        var wanted = Volatile.Read(ref readings) + 2;
        await Eventually.TrueAsync(() => Volatile.Read(ref readings) >= wanted, "the ledger is read again");
    }

    /// <param name="result">Empty: it is not settled.</param>
    public void Add(string action, string result, string? expected, string? desired)
    {
        lock (entries)
        {
            var entry = new LedgerEntry
            {
                Id = entries.Count + 1, At = TimeProvider.System.GetUtcNow().ToTimestamp(), Entry = "intent", ChangeId = $"change-{entries.Count}", Action = action, Actor = "HomeLab.Dns",
                TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", DetailJson = $$"""{"expected":{{expected ?? "null"}},"desired":{{desired ?? "null"}}}""",
            };
            entries.Add(entry);
            if (result.Length == 0)
                return;
            var settlement = entry.Clone();
            (settlement.Id, settlement.Entry, settlement.Result) = (entries.Count + 1, "settlement", result);
            entries.Add(settlement);
        }
    }

    public override AsyncUnaryCall<ListHistoryResponse> ListHistoryAsync(
        ListHistoryRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref readings);
        lock (entries)
        {
            var found = entries.Where(it => request.Before == 0 || it.Id < request.Before).OrderByDescending(it => it.Id).Take(request.Limit).Select(it => it.Clone()).ToList();
            return new(Task.FromResult(new ListHistoryResponse { Entries = { found } }), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }
    }
}
