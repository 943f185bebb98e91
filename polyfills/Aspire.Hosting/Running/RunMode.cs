using System.Runtime.InteropServices;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running.Launching;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Running;

/// <summary>Starts the model's resources on this machine, and stops those that depend on others first.</summary>
sealed class RunMode(
    RunServices run,
    StateDirectory state,
    PortAllocation ports,
    StateFile stateFile,
    Dashboard dashboard,
    IEnumerable<IResourceLauncher> launchers,
    IHostApplicationLifetime lifetime) : IHostedService, IDisposable
{
    static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource stopping = new();
    readonly List<ResourceRun> runs = [];
    readonly List<Task> followers = [];
    CheckoutLock? checkout;
    DashboardResource? page;
    long begun;

    /// <summary>Why the run ended by itself; null while it has no reason to.</summary>
    public RunModeException? Failure { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        begun = run.Time.GetTimestamp();
        checkout = CheckoutLock.Take(state);
        page = dashboard.Prepare();
        await AllocateAsync(cancellationToken);
        stateFile.Write(page is null ? null : dashboard.LoginUrl(page), isReady: false);

        IEnumerable<IResource> all = page is null ? run.Model.Resources : [page, .. run.Model.Resources];
        foreach (var resource in all.ToList()) Begin(resource);
        run.Console.Say($"Starting {runs.Count} resources; their logs are in {Path.Combine(state.Path, "logs")}");
        foreach (var one in runs) one.Start(Fail);
        await run.Eventing.PublishAsync(new AfterResourcesCreatedEvent(run.Services, run.Model), cancellationToken);
        followers.Add(AnnounceAsync());
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // The host stops what it could not start, too; here another AppHost's state is not ours to touch.
        if (checkout is null) return;

        run.Console.Say("Stopping; another Ctrl+C ends everything at once");
        using var secondInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Kill());
        await stopping.CancelAsync();
        using var hardStop = cancellationToken.Register(Kill);
        using var patience = new CancellationTokenSource(StopPatience);
        using var outOfPatience = patience.Token.Register(Kill);
        foreach (var group in StopOrder.Of(runs.Select(one => one.Resource)))
            await Task.WhenAll(runs.Where(one => group.Contains(one.Resource)).Select(one => one.StopAsync()));
        await Task.WhenAll(followers);
        stateFile.Remove();
        run.Console.Say("Stopped");
    }

    /// <summary>Ends everything at once.</summary>
    public void Kill()
    {
        foreach (var one in runs) one.Kill();
    }

    public void Dispose()
    {
        foreach (var one in runs) one.Dispose();
        checkout?.Dispose();
        stopping.Dispose();
    }

    async Task AllocateAsync(CancellationToken cancellationToken)
    {
        ports.Allocate(run.Model.Resources, "ports.json");
        foreach (var resource in run.Model.Resources.ToList())
        {
            if (resource is IResourceWithEndpoints)
                await run.Eventing.PublishAsync(new ResourceEndpointsAllocatedEvent(resource, run.Services), cancellationToken);
            if (resource is IResourceWithConnectionString)
                await run.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, run.Services), cancellationToken);
        }
    }

    void Begin(IResource resource)
    {
        if (resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
            run.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.NotStarted });
        else if (launchers.FirstOrDefault(launcher => launcher.CanLaunch(resource)) is { } launcher)
            runs.Add(new ResourceRun(resource, launcher, run));
        else
            followers.Add(FollowAsync(resource));
    }

    async Task FollowAsync(IResource resource)
    {
        try
        {
            await new PassiveResources(run).FollowAsync(resource, stopping.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (RunModeException exception)
        {
            await run.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.ValueMissing });
            Fail(exception);
        }
    }

    async Task AnnounceAsync()
    {
        try
        {
            var settled = await Task.WhenAll(runs.Select(IsReadyAsync));
            var seconds = run.Time.GetElapsedTime(begun).TotalSeconds;
            if (settled.All(ready => ready)) run.Console.Say($"Ready in {seconds:0.0} s: {runs.Count} resources");
            else run.Console.Say($"Not ready: {settled.Count(ready => !ready)} of {runs.Count} resources did not start");
            stateFile.Write(page is null ? null : dashboard.LoginUrl(page), isReady: settled.All(ready => ready));
            if (page is not null) run.Console.Say($"Dashboard: {dashboard.LoginUrl(page)}");
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Healthy, or finished well; false for what will not become so by itself.</summary>
    async Task<bool> IsReadyAsync(ResourceRun one)
    {
        var change = await run.Notifications.WaitForResourceAsync(
            one.Resource.Name,
            change => change.Snapshot.Ready is not null || KnownResourceStates.TerminalStates.Contains(change.Snapshot.State?.Text),
            stopping.Token);
        return change.Snapshot is { Ready: not null } or { ExitCode: 0 };
    }

    void Fail(RunModeException exception)
    {
        Failure ??= exception;
        lifetime.StopApplication();
    }
}
