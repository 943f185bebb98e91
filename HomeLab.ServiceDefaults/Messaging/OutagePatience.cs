using HomeLab.ServiceDefaults.Persistence;
using Microsoft.Extensions.Logging;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>
/// Holds a message while the service's own database is away. As many as are handled at once are held, so the endpoint stands still
/// and the rest stay queued; none becomes a dead letter for an outage.
/// </summary>
sealed partial class OutagePatience(TimeProvider time, ILogger<OutagePatience> logger)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Handles until the database answers, or the delivery is cancelled; then the message goes back to its queue.</summary>
    public async Task HandleAsync(string message, Func<Task> handle, CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Longest.Ticks)))
        {
            try
            {
                await handle();
                return;
            }
            catch (Exception e) when (DatabaseOutage.Is(e))
            {
                Log.Held(logger, message, wait, e.Message);
            }
            // By the delivery's own token only: for another one the bus would take the cancellation for a failure of the handler.
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database is away; {Message} is held for {Wait}: {Reason}")]
        public static partial void Held(ILogger logger, string message, TimeSpan wait, string reason);
    }
}
