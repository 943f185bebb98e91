using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Launching;
using HomeLab.NativeServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>One resource from waiting for what it depends on, over crashes and restarts, to its end.</summary>
sealed class ResourceRun(IResource resource, IResourceLauncher launcher, RunServices run) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly RestartDelay delay = new();
    readonly CancellationTokenSource stopping = new();
    ResourceProcess? process;
    bool hasRun;

    public IResource Resource { get; } = resource;

    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins; <paramref name="failed"/> is told what the whole run cannot go on without.</summary>
    public void Start(Action<RunModeException> failed) => Ended = RunAsync(failed);

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        if (process is { } running)
        {
            await PublishAsync(KnownResourceStates.Stopping);
            await running.StopAsync();
        }

        await Ended;
    }

    public void Kill()
    {
        stopping.Cancel();
        process?.Kill();
    }

    public void Dispose() => stopping.Dispose();

    async Task RunAsync(Action<RunModeException> failed)
    {
        await Task.Yield();
        try
        {
            await run.Notifications.WaitForDependenciesAsync(Resource, stopping.Token);
            while (await RunOnceAsync() is { } wait) await Task.Delay(wait, run.Time, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || IsEnding)
        {
            await PublishAsync(KnownResourceStates.Exited);
        }
        catch (RunModeException exception)
        {
            // The run ends with this message as its last line; said here too it would stand there once a resource.
            await FailAsync(exception.Message, isSaid: false);
            failed(exception);
        }
        catch (Exception exception)
        {
            await FailAsync(exception.Message);
        }
    }

    /// <returns>The time to wait before the next start; null when there is none.</returns>
    async Task<TimeSpan?> RunOnceAsync()
    {
        var begun = run.Time.GetTimestamp();
        await PublishAsync(KnownResourceStates.Starting);
        await run.Eventing.PublishAsync(new BeforeResourceStartedEvent(Resource, run.Services), stopping.Token);
        ResourceProcess started;
        try
        {
            started = await launcher.LaunchAsync(Resource, stopping.Token);
        }
        catch (Exception exception) when (hasRun && exception is not (OperationCanceledException or RunModeException))
        {
            return await FailAgainAsync(exception);
        }
        process = started;
        hasRun = true;
        await PublishRunningAsync(started);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var watch = WatchAsync(started, begun, watching.Token);
        if (stopping.IsCancellationRequested) await started.StopAsync();

        var code = await started.Exited;
        await watching.CancelAsync();
        await watch;
        process = null;
        return await EndAsync(code, run.Time.GetElapsedTime(begun));
    }

    async Task<TimeSpan?> EndAsync(int code, TimeSpan lifetime)
    {
        if (stopping.IsCancellationRequested || code == 0 || IsAwaited)
        {
            await PublishEndAsync(code == 0 ? KnownResourceStates.Finished : KnownResourceStates.Exited, code);
            if (!stopping.IsCancellationRequested) run.Console.Say(Resource, $"ended with exit code {code}");
            return null;
        }

        var wait = delay.After(lifetime);
        await PublishEndAsync("Restarting", code);
        run.Console.Say(Resource, $"ended with exit code {code}; starts again in {wait.TotalSeconds:0} s; log: {run.Logs.PathOf(Resource)}");
        return wait;
    }

    /// <summary>It ran before, so what keeps it from starting now may pass, as what ended it did.</summary>
    async Task<TimeSpan?> FailAgainAsync(Exception exception)
    {
        var wait = delay.After(TimeSpan.Zero);
        await PublishAsync("Restarting");
        run.Logs.Append(Resource, exception.Message, isError: true);
        run.Console.Say(Resource, $"did not start; starts again in {wait.TotalSeconds:0} s; log: {run.Logs.PathOf(Resource)}");
        return wait;
    }

    bool IsEnding => run.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    /// <summary>Others wait for its completion: its end, good or bad, is a result.</summary>
    bool IsAwaited => run.Model.Resources.SelectMany(other => other.Annotations.OfType<WaitAnnotation>())
        .Any(wait => wait.Resource == Resource && wait.WaitType == WaitType.WaitForCompletion);

    async Task WatchAsync(ResourceProcess started, long begun, CancellationToken cancellationToken)
    {
        // A start that takes this long has a reason that a person wants to know.
        using var reminder = run.Time.CreateTimer(_ => SayWhatIsWrong(), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            HealthStatus? last = null;
            var wasReady = false;
            await run.Health.WatchAsync(
                Resource,
                status =>
                {
                    if (status == HealthStatus.Healthy) SayReady(started, wasReady ? null : run.Time.GetElapsedTime(begun));
                    else if (last == HealthStatus.Healthy) run.Console.Say(Resource, $"{status.ToString().ToLowerInvariant()}; log: {run.Logs.PathOf(Resource)}");
                    wasReady |= status == HealthStatus.Healthy;
                    last = status;
                },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            run.Console.Say(Resource, $"its readiness could not be announced: {exception.Message}");
        }
    }

    void SayWhatIsWrong()
    {
        if (!run.Notifications.TryGetCurrentState(Resource.Name, out var current) || current.Snapshot.Ready is not null) return;

        var reasons = current.Snapshot.HealthReports.Where(report => report.Status != HealthStatus.Healthy).Select(report => report.Description);
        run.Console.Say(Resource, $"not healthy after {Patience.TotalSeconds:0} s: {string.Join("; ", reasons)}; log: {run.Logs.PathOf(Resource)}");
    }

    /// <param name="after">From its start to its first good check; null for a later one.</param>
    void SayReady(ResourceProcess started, TimeSpan? after)
    {
        var addresses = string.Join(' ', Resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.AllocatedEndpoint?.UriString));
        var time = after is { } span ? $", {span.TotalSeconds:0.0} s" : "";
        run.Console.Say(Resource, $"ready {addresses} ({started.Source}{time})");
    }

    async Task FailAsync(string reason, bool isSaid = true)
    {
        await PublishAsync(new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error));
        run.Logs.Append(Resource, reason, isError: true);
        if (isSaid) run.Console.Say(Resource, $"did not start: {reason}");
    }

    Task PublishAsync(ResourceStateSnapshot? state) =>
        run.Notifications.PublishUpdateAsync(Resource, snapshot => snapshot with { State = state, Ready = null });

    Task PublishRunningAsync(ResourceProcess started) => run.Notifications.PublishUpdateAsync(Resource, snapshot => snapshot with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = run.Time.GetUtcNow().UtcDateTime,
        StopTimeStamp = null,
        ExitCode = null,
        Properties = [.. snapshot.Properties.Where(property => property.Name is not ("process.id" or "resource.source")),
            new ResourcePropertySnapshot("process.id", started.ProcessId), new ResourcePropertySnapshot("resource.source", started.Source)],
        Urls = [.. Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(endpoint => endpoint.AllocatedEndpoint is not null)
            .Select(endpoint => new UrlSnapshot(endpoint.Name, endpoint.AllocatedEndpoint!.UriString, IsInternal: false))],
    });

    async Task PublishEndAsync(string state, int code)
    {
        await run.Notifications.PublishUpdateAsync(Resource, snapshot => snapshot with
        {
            State = new ResourceStateSnapshot(state, code == 0 ? null : KnownResourceStateStyles.Error),
            ExitCode = code,
            StopTimeStamp = run.Time.GetUtcNow().UtcDateTime,
            Ready = null,
        });
        if (run.Notifications.TryGetCurrentState(Resource.Name, out var last))
            await run.Eventing.PublishAsync(new ResourceStoppedEvent(Resource, run.Services, last), CancellationToken.None);
    }
}
