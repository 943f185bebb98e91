using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Runs the health checks of a running resource, often until it is healthy, then now and then.</summary>
sealed class HealthWatch(
    HealthCheckService checks, ResourceNotificationService notifications, IDistributedApplicationEventing eventing, IServiceProvider services, TimeProvider time)
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan NotSoSoon = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    /// <summary>Publishes each change of health, and <see cref="ResourceReadyEvent"/> at the first good one, until it is cancelled.</summary>
    public async Task WatchAsync(IResource resource, Action<HealthStatus> changed, CancellationToken cancellationToken)
    {
        var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(annotation => annotation.Key).ToHashSet(StringComparer.Ordinal);
        HealthStatus? last = null;
        var isReady = false;
        var pause = Soon;
        while (true)
        {
            var status = await CheckAsync(resource, keys, cancellationToken);
            if (status == HealthStatus.Healthy && !isReady)
            {
                isReady = true;
                var ready = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
                await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { Ready = ready });
                await ready;
            }

            if (status != last) changed(status);
            last = status;
            if (keys.Count == 0) return;
            await Task.Delay(status == HealthStatus.Healthy ? Later : pause, time, cancellationToken);
            pause = pause * 1.1 < NotSoSoon ? pause * 1.1 : NotSoSoon;
        }
    }

    async Task<HealthStatus> CheckAsync(IResource resource, HashSet<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0) return HealthStatus.Healthy;

        var report = await checks.CheckHealthAsync(registration => keys.Contains(registration.Name), cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        await notifications.PublishUpdateAsync(resource, snapshot => snapshot.WithHealthReports([.. keys.Select(key => Report(report, key, now))]));
        return report.Entries.Count < keys.Count ? HealthStatus.Unhealthy : report.Status;
    }

    static HealthReportSnapshot Report(HealthReport report, string key, DateTime now) =>
        report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString()) { LastRunAt = now }
            : new HealthReportSnapshot(key, HealthStatus.Unhealthy, "No health check of that name is registered.", null);
}
