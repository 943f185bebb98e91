using System.Diagnostics;
using Npgsql;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>
/// Takes the facts of one queue in the order of their arrival, as many in one transaction as have arrived meanwhile. The bus hands them
/// over at once and so in any order; the delivery tags give it back.
/// </summary>
/// <remarks>When a transaction fails, each of its facts gets one of its own, so that a bad one fails alone.</remarks>
sealed class FactQueue(string name, NpgsqlDataSource database, OutagePatience patience, TimeProvider time)
{
    /// <summary>Delivered and not acknowledged at most; all of them are waited for here, so none holds up another.</summary>
    public const int Prefetched = 100;

    /// <summary>A delivery that does not get here was refused on its way; those behind it wait no longer than this.</summary>
    static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(200);

    readonly Lock gate = new();
    readonly PriorityQueue<ArrivedFact, ulong> arrived = new();
    string? channel;
    ulong next;
    bool isTaking;

    /// <summary>Ends when the fact is committed, or was before.</summary>
    public async Task HandleAsync(ArrivedFact fact)
    {
        lock (gate)
        {
            // Tags begin anew with each consumer of the queue.
            if (fact.Channel != channel)
            {
                (channel, next) = (fact.Channel, 1);
            }
            arrived.Enqueue(fact, fact.Tag);
            if (!isTaking)
            {
                isTaking = true;
                _ = Task.Run(TakeAsync);
            }
        }
        // By the delivery's own token only: for another one the bus would take the cancellation for a failure of the handler.
        await fact.Done.Task.WaitAsync(fact.CancellationToken);
    }

    async Task TakeAsync()
    {
        var gapSince = time.GetTimestamp();
        while (true)
        {
            var batch = NextInOrder(skipGap: time.GetElapsedTime(gapSince) > LongestGap);
            if (batch is null)
            {
                return;
            }
            if (batch.Count == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), time);
                continue;
            }
            await HandleAsync(batch);
            gapSince = time.GetTimestamp();
        }
    }

    /// <summary>Empty when one that was delivered before the others is still on its way; null when there is none.</summary>
    List<ArrivedFact>? NextInOrder(bool skipGap)
    {
        lock (gate)
        {
            if (arrived.Count == 0)
            {
                isTaking = false;
                return null;
            }
            var batch = new List<ArrivedFact>();
            while (arrived.TryPeek(out var fact, out var tag) && (tag <= next || (skipGap && batch.Count == 0)))
            {
                next = Math.Max(next, tag + 1);
                batch.Add(fact);
                arrived.Dequeue();
            }
            return batch;
        }
    }

    async Task HandleAsync(List<ArrivedFact> batch)
    {
        try
        {
            await patience.HandleAsync(name, () => CommitAsync(batch), batch[0].CancellationToken);
            batch.ForEach(fact => fact.Done.TrySetResult());
        }
        catch (Exception e) when (batch.Count == 1 || batch[0].CancellationToken.IsCancellationRequested)
        {
            batch.ForEach(fact => fact.Done.TrySetException(e));
        }
        catch (Exception)
        {
            foreach (var fact in batch)
            {
                await HandleAsync([fact]);
            }
        }
    }

    async Task CommitAsync(List<ArrivedFact> batch)
    {
        Activity.Current = batch[0].Origin;
        var cancellationToken = batch[0].CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var unknown = await Inbox.RememberAsync(name, batch.ConvertAll(fact => fact.MessageId), time.GetUtcNow(), transaction, cancellationToken);
        foreach (var fact in batch)
        {
            // Of one that arrived twice, the first counts.
            if (unknown.Remove(fact.MessageId))
            {
                await fact.HandleAsync(transaction, cancellationToken);
            }
        }
        await transaction.CommitAsync(cancellationToken);
    }
}
