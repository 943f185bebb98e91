using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Sources;

/// <summary>Looks again and again at a source that tells nobody, or not surely, of its changes: often while something happens there, seldom when not or when it is slow.</summary>
sealed class PollingLoop(SourceLease lease, Observations observations, InventoryOptions options, TimeProvider time)
{
    /// <summary>The share of its time that a source may spend on being looked at is one in so many.</summary>
    const int LoadDivisor = 10;

    /// <summary>A slow source is looked at in so many intervals all the same: what is known of it would be too old to be relied upon.</summary>
    const int Seldom = 4;

    /// <summary>Doubled from failure to failure: what only starts at the same time as we do is there soon.</summary>
    static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    /// <summary>Waits for so long, or until there is reason to look earlier; null: for so long.</summary>
    public Func<TimeSpan, CancellationToken, Task>? WaitAsync { get; init; }

    /// <summary>Runs until cancelled; comes back from every failure of the source after a pause.</summary>
    /// <param name="lookAsync">One look; whether something happens there.</param>
    /// <param name="reasonOf">Why a look failed, for people.</param>
    public async Task RunAsync(Func<CancellationToken, Task<bool>> lookAsync, Func<Exception, Refusal> reasonOf, CancellationToken cancellationToken)
    {
        var (pause, retry) = (options.FastestPoll, FirstRetry);
        while (true)
        {
            var (began, longest) = (time.GetTimestamp(), options.FullReadInterval * Seldom);
            try
            {
                pause = await lookAsync(cancellationToken) ? options.FastestPoll : Shorter(pause * 2, options.FullReadInterval);
                retry = FirstRetry;
            }
            catch (Exception exception) when (
                !cancellationToken.IsCancellationRequested && exception is not (SourceLeaseLostException or Npgsql.NpgsqlException))
            {
                await observations.UnavailableAsync(lease, reasonOf(exception), cancellationToken);
                pause = Shorter(retry, options.RetryAfter);
                retry = pause * 2;
                // The time until somebody is given up is no load that he bears.
                longest = options.RetryAfter;
            }
            var longer = Shorter(time.GetElapsedTime(began) * LoadDivisor, longest);
            longer = pause > longer ? pause : longer;
            await (WaitAsync?.Invoke(longer, cancellationToken) ?? Task.Delay(longer, time, cancellationToken));
        }
    }

    static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
