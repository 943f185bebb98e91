using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client.Exceptions;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>
/// Waits until the queues are bound, so that nothing is published into the void, but not for ever: a service can work without its
/// broker from what it knows, and says in its readiness that it does.
/// </summary>
sealed partial class BusStart(
    IBusControl bus, IOptions<MessagingOptions> options, BrokerAddress address, ServiceName service, TimeProvider time, ILogger<BusStart> logger)
    : IHostedLifecycleService
{
    static readonly TimeSpan KnockAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>Left for binding when the broker answered at the last moment.</summary>
    static readonly TimeSpan LeastToBind = TimeSpan.FromSeconds(1);

    DateTimeOffset giveUpAt;

    /// <summary>Knocks until the broker, which may be starting too, opens: the bus itself tries again after 3 s, and then ever later.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        giveUpAt = time.GetUtcNow() + options.Value.StartWithin;
        while (time.GetUtcNow() < giveUpAt)
        {
            try
            {
                await using var connection = await address.ConnectAsync($"{service} start", cancellationToken);
                return;
            }
            catch (BrokerUnreachableException)
            {
                await Task.Delay(KnockAgainAfter, time, cancellationToken);
            }
        }
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var left = giveUpAt - time.GetUtcNow();
        if (!await IsBoundAsync(left > LeastToBind ? left : LeastToBind, cancellationToken))
        {
            Log.Without(logger, address, options.Value.StartWithin);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
