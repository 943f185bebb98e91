using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Notifications;

/// <summary>Tells people what they asked to be told of. One replica does.</summary>
/// <remarks>
/// A receiver may have taken a message whose answer was lost. It gets the same one again, with the same id: more than that HTTP does not permit.
/// </remarks>
sealed partial class Notifier(
    LeasedLoop loop, NotificationStore store, NotificationSender sender, IMeterFactory meters, IOptions<NotificationOptions> options,
    TimeProvider time, ILogger<Notifier> logger) : BackgroundService
{
    readonly Counter<long> attempts = meters.Create(HomeLabTelemetry.Name)
        .CreateCounter<long>("homelab.notification.attempts", "{attempt}", "Messages to notifiers, by whether they were taken.");

    readonly ConcurrentDictionary<string, string> failing = new();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(SourceNames.Notifications, RunAsync, stoppingToken);

    async Task RunAsync(SourceLease lease, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (lab, notifiers) = await store.NotifiersAsync(cancellationToken);
            await store.ForgetAsync(notifiers.Select(it => it.Name), cancellationToken);
            await Task.WhenAll(notifiers.Select(it => TellAsync(lab, it, cancellationToken)));
            await Task.Delay(options.Value.PollInterval, time, cancellationToken);
        }
    }

    async Task TellAsync(string lab, NotifierSpec notifier, CancellationToken cancellationToken)
    {
        if (await store.NextAsync(lab, notifier.Name, options.Value.GatherFor, cancellationToken) is not { } message)
            return;
        var refusal = await sender.SendAsync(notifier, message, cancellationToken);
        attempts.Add(1, new("notifier", notifier.Name), new("result", refusal is null ? "taken" : "notTaken"));
        if (refusal is null)
        {
            await store.TakenAsync(message, cancellationToken);
            if (failing.TryRemove(notifier.Name, out _))
                Log.Heard(logger, notifier.Name);
            return;
        }
        var isLate = time.GetUtcNow() - message.CreatedAt >= options.Value.GiveUpAfter;
        await store.NotTakenAsync(message, refusal.Reason, isLate ? null : time.GetUtcNow() + PauseAfter(message, refusal), cancellationToken);
        if (isLate)
            Log.GivenUp(logger, notifier.Name, options.Value.GiveUpAfter, refusal.Reason);
        else if (!failing.TryGetValue(notifier.Name, out var before) || before != refusal.Reason)
            Log.Unheard(logger, notifier.Name, refusal.Reason);
        failing[notifier.Name] = refusal.Reason;
    }

    TimeSpan PauseAfter(Notification message, NotTaken refusal)
    {
        var pause = options.Value.RetryAfter * Math.Pow(2, Math.Min(message.Attempts, 20));
        var asked = refusal.RetryAfter is { } after && after > pause ? after : pause;
        return asked < options.Value.LongestRetryAfter ? asked : options.Value.LongestRetryAfter;
    }

    static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The notifier {Notifier} does not take messages; they are kept and tried again: {Reason}")]
        public static partial void Unheard(ILogger logger, string notifier, string reason);

        [LoggerMessage(LogLevel.Information, "The notifier {Notifier} takes messages again")]
        public static partial void Heard(ILogger logger, string notifier);

        [LoggerMessage(LogLevel.Error, "A message to the notifier {Notifier} is given up after {Time}: {Reason}")]
        public static partial void GivenUp(ILogger logger, string notifier, TimeSpan time, string reason);
    }
}
