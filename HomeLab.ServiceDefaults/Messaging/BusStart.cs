using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>
/// Waits until the queues are bound, so that nothing is published into the void, but not for ever: a service can work without its
/// broker from what it knows, and says in its readiness that it does.
/// </summary>
sealed partial class BusStart(IBusControl bus, IOptions<MessagingOptions> options, BrokerAddress address, ILogger<BusStart> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await IsBoundAsync(options.Value.StartWithin, cancellationToken))
        {
            Log.Without(logger, address, options.Value.StartWithin);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>True as soon as the bus is connected and consumes all its queues; false when it does not in time.</summary>
    public async Task<bool> IsBoundAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(within);
        try
        {
            var status = await bus.WaitForHealthStatus(BusHealthStatus.Healthy, patience.Token);
            cancellationToken.ThrowIfCancellationRequested();
            return status == BusHealthStatus.Healthy;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning,
            "The broker at {Address} did not answer within {Time}; starting without it. Messages wait in the outbox until it does.")]
        public static partial void Without(ILogger logger, BrokerAddress address, TimeSpan time);
    }
}
