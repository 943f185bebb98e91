using System.Diagnostics;
using Npgsql;
using RabbitMQ.Client.Exceptions;

namespace HomeLab.Crash.Checking;

/// <summary>Waits until nothing moves any more, and checks.</summary>
sealed class Settling(Books books, BookSources sources, TimeSpan patience, TimeProvider time)
{
    /// <summary>Once all is as wanted, it is looked at again without cause: it has to stay so, and to write nothing.</summary>
    public async Task<IReadOnlyList<Violation>> SettleAsync()
    {
        if (await WaitAsync() is not { } settled)
        {
            return [new("ItSettles", $"not within {patience.TotalSeconds} s"), .. Checker.Check(await books.ReadAsync())];
        }
        var violations = Checker.Check(settled);
        if (violations.Count > 0)
        {
            return violations;
        }
        await LookAgainAsync();
        var again = await WaitAsync();
        return again is null
            ? [new("ItSettles", "not a second time")]
            : [
                .. Checker.Check(again),
                .. again.Effects.Skip(settled.Effects.Count).Select(effect => new Violation("RunAgainDoesNothing", effect.ToString())),
            ];
    }

    public async Task<IReadOnlyList<Violation>> CheckOnceAsync() => await WaitAsync() is { } settled
        ? Checker.Check(settled)
        : [new("ItSettles", $"not within {patience.TotalSeconds} s"), .. Checker.Check(await books.ReadAsync())];

    /// <summary>Null: it did not settle.</summary>
    public async Task<FleetRecord?> WaitAsync()
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience)
        {
            try
            {
                if (Checker.IsSettled(await books.ReadAsync(withQueues: false)) && await books.ReadAsync() is var record && Checker.IsSettled(record))
                {
                    return record;
                }
            }
            catch (Exception e) when (e is NpgsqlException or HttpRequestException or BrokerUnreachableException or OperationInterruptedException)
            {
                // A server is still coming up.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
        return null;
    }

    Task LookAgainAsync() => DatabaseBooks.ExecuteAsync(
        sources.Dns, "UPDATE homelab.work SET due_at = @now, not_before = NULL, revision = revision + 1; NOTIFY homelab_work",
        new NpgsqlParameter("now", time.GetUtcNow()));
}
