using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Holds the latest snapshot of every resource and tells watchers of each change, in order.</summary>
public partial class ResourceNotificationService : IDisposable
{
    readonly ConcurrentDictionary<string, ResourceEvent> latest = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<Channel<ResourceEvent>, byte> watchers = new();
    readonly Lock gate = new();
    readonly CancellationTokenSource disposing = new();
    readonly ILogger<ResourceNotificationService> logger;
    readonly IServiceProvider? services;

    public ResourceNotificationService(ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime)
    {
        this.logger = logger;
        hostApplicationLifetime.ApplicationStopping.Register(disposing.Cancel);
    }

    [ActivatorUtilitiesConstructor]
    public ResourceNotificationService(
        ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime,
        IServiceProvider serviceProvider, ResourceLoggerService resourceLoggerService) : this(logger, hostApplicationLifetime) =>
        services = serviceProvider;

    WaitBehavior DefaultWaitBehavior =>
        services?.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value.DefaultWaitBehavior ?? WaitBehavior.StopOnResourceUnavailable;

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory) =>
        PublishUpdateAsync(resource, resource.Name, stateFactory);

    public Task PublishUpdateAsync(
        IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (gate)
        {
            var previous = latest.TryGetValue(resourceId, out var known) ? known.Snapshot : InitialSnapshot(resource);
            var snapshot = stateFactory(previous);
            // The next start has to prove its health anew.
            if (IsRunning(previous) && !IsRunning(snapshot))
                snapshot = snapshot.WithHealthReports(UnansweredChecks(resource)) with { Ready = null };
            var change = new ResourceEvent(resource, resourceId, snapshot);
            latest[resourceId] = change;
            if (snapshot.State?.Text is { } state && state != previous.State?.Text)
                Log.StateChanged(logger, resource.Name, resourceId, state);
            foreach (var watcher in watchers.Keys) watcher.Writer.TryWrite(change);
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent) =>
        latest.TryGetValue(resourceId, out resourceEvent);

    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposing.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>(new UnboundedChannelOptions { SingleReader = true });
        lock (gate)
        {
            foreach (var known in latest.Values) channel.Writer.TryWrite(known);
            watchers[channel] = 0;
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(stopping.Token)) yield return change;
        }
        finally
        {
            watchers.TryRemove(channel, out _);
        }
    }

    public void Dispose()
    {
        disposing.Cancel();
        GC.SuppressFinalize(this);
    }

    static CustomResourceSnapshot InitialSnapshot(IResource resource)
    {
        var initial = resource.Annotations.OfType<ResourceSnapshotAnnotation>().LastOrDefault()?.InitialSnapshot
            ?? new CustomResourceSnapshot { ResourceType = resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal), Properties = [] };
        return initial.WithHealthReports(UnansweredChecks(resource));
    }

    static ImmutableArray<HealthReportSnapshot> UnansweredChecks(IResource resource) =>
        [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => new HealthReportSnapshot(check.Key, null, null, null))];

    static bool IsRunning(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.Running;

    static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Resource {Resource}/{ResourceId} changed state: {State}")]
        public static partial void StateChanged(ILogger logger, string resource, string resourceId, string state);
    }
}
