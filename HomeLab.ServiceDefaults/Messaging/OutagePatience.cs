using HomeLab.ServiceDefaults.Outages;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>
/// Holds a message while the service's own database is away. As many as are handled at once are held, so the endpoint stands still
/// and the rest stay queued; none becomes a dead letter for an outage.
/// </summary>
sealed class OutagePatience(DatabaseOutages outages, TimeProvider time)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    int held;

    /// <summary>Handles until the database answers, or the delivery is cancelled; then the message goes back to its queue.</summary>
    public async Task HandleAsync(string message, Func<Task> handle, CancellationToken cancellationToken)
    {
        var part = $"{message} {Interlocked.Increment(ref held)}";
        try
        {
            await HandleUntilAnsweredAsync(part, handle, cancellationToken);
        }
        finally
        {
            outages.Overcome(part);
        }
    }

    async Task HandleUntilAnsweredAsync(string part, Func<Task> handle, CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Longest.Ticks)))
        {
            try
            {
                await handle();
                return;
            }
            catch (Exception e) when (outages.Met(part, e))
            {
                // Told.
            }
            // By the delivery's own token only: for another one the bus would take the cancellation for a failure of the handler.
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
