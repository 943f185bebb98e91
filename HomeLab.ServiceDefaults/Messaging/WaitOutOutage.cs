using HomeLab.ServiceDefaults.Persistence;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>
/// Holds a message while the service's own database is away. As many as are handled at once are held, so the endpoint stands still
/// and the rest stay queued; none becomes a dead letter for an outage.
/// </summary>
sealed partial class WaitOutOutage<TMessage>(IHostApplicationLifetime lifetime, TimeProvider time, ILogger<WaitOutOutage<TMessage>> logger)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, Longest.Ticks)))
        {
            try
            {
                await next.Send(context);
                return;
            }
            catch (Exception e) when (DatabaseOutage.Is(e))
            {
                Log.Held(logger, typeof(TMessage).Name, wait, e.Message);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                    context.CancellationToken, lifetime.ApplicationStopping);
                // Cancelled, it goes back to its queue.
                await Task.Delay(wait, time, stop.Token);
            }
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("waitOutOutage");

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database is away; {Message} is held for {Wait}: {Reason}")]
        public static partial void Held(ILogger logger, string message, TimeSpan wait, string reason);
    }
}
