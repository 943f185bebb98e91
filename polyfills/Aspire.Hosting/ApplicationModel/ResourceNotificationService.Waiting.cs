namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    static readonly string[] unavailable =
        [KnownResourceStates.FailedToStart, KnownResourceStates.RuntimeUnhealthy, KnownResourceStates.Exited, KnownResourceStates.Finished];

    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var targets = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var change = await WaitForResourceAsync(
            resourceName, change => change.Snapshot.State?.Text is { Length: > 0 } state && targets.Contains(state), cancellationToken);
        return change.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (IsNamed(change, resourceName) && predicate(change)) return change;
        }

        throw new OperationCanceledException($"The operation was cancelled while waiting for the resource '{resourceName}'.", cancellationToken);
    }

    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, DefaultWaitBehavior, cancellationToken);

    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var change = await WaitForResourceAsync(
            resourceName,
            change => IsReady(change) || (waitBehavior == WaitBehavior.StopOnResourceUnavailable && IsUnavailable(change)),
            cancellationToken);
        if (!IsReady(change))
        {
            throw new DistributedApplicationException(
                $"Stopped waiting for resource '{resourceName}' to become healthy because it is in the state '{change.Snapshot.State?.Text}'.");
        }

        await change.Snapshot.Ready!.WaitAsync(cancellationToken);
        return change;
    }

    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        var waits = resource.Annotations.OfType<WaitAnnotation>().ToList();
        if (waits.Count == 0) return;

        await PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Waiting });
        await Task.WhenAll(waits.Select(wait => WaitForDependencyAsync(resource, wait, cancellationToken)));
    }

    async Task WaitForDependencyAsync(IResource resource, WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var stops = (wait.WaitBehavior ?? DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var change = await WaitForResourceAsync(
            wait.Resource.Name,
            change => Satisfies(change, wait) || ((stops || wait.WaitType == WaitType.WaitForCompletion) && IsUnavailable(change)),
            cancellationToken);
        if (!Satisfies(change, wait))
        {
            throw new DistributedApplicationException(
                $"Resource '{resource.Name}' cannot start: its dependency '{wait.Resource.Name}' is in the state '{change.Snapshot.State?.Text}'"
                + (change.Snapshot.ExitCode is { } code ? $" with exit code {code}." : "."));
        }

        if (wait.WaitType == WaitType.WaitUntilHealthy) await change.Snapshot.Ready!.WaitAsync(cancellationToken);
    }

    static bool Satisfies(ResourceEvent change, WaitAnnotation wait) => wait.WaitType switch
    {
        WaitType.WaitUntilHealthy => IsReady(change),
        WaitType.WaitUntilStarted => change.Snapshot.State?.Text == KnownResourceStates.Running,
        _ => KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text) && change.Snapshot.ExitCode == wait.ExitCode,
    };

    static bool IsReady(ResourceEvent change) =>
        change.Snapshot is { HealthStatus: Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, Ready: not null };

    static bool IsUnavailable(ResourceEvent change) => unavailable.Contains(change.Snapshot.State?.Text);

    static bool IsNamed(ResourceEvent change, string name) =>
        string.Equals(change.Resource.Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(change.ResourceId, name, StringComparison.OrdinalIgnoreCase);
}
