using HomeLab.ServiceDefaults.Outages;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Tells that the broker is away: once when it goes and once when it is back, whether a queue or the outbox met it.</summary>
sealed partial class BrokerOutages(BrokerAddress address, TimeProvider time, ILogger<BrokerOutages> logger) : IReceiveEndpointObserver
{
    readonly Outage outage = new(time);
    volatile bool hasAnswered;

    public bool IsOn => outage.IsOn;

    public void Meet(string part, string reason)
    {
        if (outage.Meet(part))
        {
            // A service may be up before its broker is; should that take long, its start says so.
            Log.Away(logger, hasAnswered ? LogLevel.Warning : LogLevel.Information, address, reason);
        }
    }

    public void Overcome(string part)
    {
        hasAnswered = true;
        if (outage.Overcome(part) is { } lasted)
        {
            Log.Back(logger, address, TimeSpan.FromSeconds(Math.Round(lasted.TotalSeconds)));
        }
    }

    Task IReceiveEndpointObserver.Ready(ReceiveEndpointReady ready)
    {
        Overcome(ready.InputAddress.AbsolutePath);
        return Task.CompletedTask;
    }

    Task IReceiveEndpointObserver.Faulted(ReceiveEndpointFaulted faulted)
    {
        Meet(faulted.InputAddress.AbsolutePath, faulted.Exception?.Message ?? "the connection was lost");
        return Task.CompletedTask;
    }

    Task IReceiveEndpointObserver.Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    Task IReceiveEndpointObserver.Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    static partial class Log
    {
        [LoggerMessage(Message = "The broker at {Address} does not answer; messages wait in the outbox and in their queues until it does: {Reason}")]
        public static partial void Away(ILogger logger, LogLevel level, BrokerAddress address, string reason);

        [LoggerMessage(LogLevel.Information, "The broker at {Address} answers again, after {Time}")]
        public static partial void Back(ILogger logger, BrokerAddress address, TimeSpan time);
    }
}
