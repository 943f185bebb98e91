using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Polyfills.Tests.Aspire;

public sealed class ResourceNotificationTests : IAsyncLifetime
{
    readonly DistributedApplication app;
    readonly IResourceBuilder<ContainerResource> server;
    readonly IResourceBuilder<ContainerResource> client;
    readonly IResourceBuilder<ContainerResource> migration;

    public ResourceNotificationTests()
    {
        var builder = Builders.Run();
        server = builder.AddContainer("server", "nginx").WithHealthCheck("server_check");
        migration = builder.AddContainer("migration", "nginx");
        client = builder.AddContainer("client", "nginx").WaitForStart(server).WaitForCompletion(migration);
        app = builder.Build();
    }

    ResourceNotificationService Notifications => app.ResourceNotifications;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Tells_a_new_watcher_the_latest_state_and_then_each_change()
    {
        await Publish(server, KnownResourceStates.Starting);
        var states = new List<string?>();

        await using var changes = Notifications.WatchAsync().GetAsyncEnumerator();
        await changes.MoveNextAsync();
        states.Add(changes.Current.Snapshot.State?.Text);
        await Publish(server, KnownResourceStates.Running);
        await changes.MoveNextAsync();
        states.Add(changes.Current.Snapshot.State?.Text);

        Assert.Equal(["Starting", "Running"], states);
    }

    [Fact]
    public async Task Waits_for_a_state()
    {
        var waiting = Notifications.WaitForResourceAsync("server", [KnownResourceStates.Running, KnownResourceStates.Exited]);
        await Publish(server, KnownResourceStates.Starting);
        Assert.False(waiting.IsCompleted);

        await Publish(server, KnownResourceStates.Exited);

        Assert.Equal("Exited", await waiting);
    }

    [Fact]
    public async Task Counts_a_check_that_has_not_answered_as_unhealthy()
    {
        await Publish(server, KnownResourceStates.Running);
        await Publish(migration, KnownResourceStates.Running);

        Assert.True(Notifications.TryGetCurrentState("server", out var unanswered));
        Assert.True(Notifications.TryGetCurrentState("migration", out var unchecked_));
        Assert.Equal("Unhealthy", unanswered.Snapshot.HealthStatus.ToString());
        Assert.Equal("Healthy", unchecked_.Snapshot.HealthStatus.ToString());
    }

    [Fact]
    public async Task Gives_up_waiting_for_health_when_the_resource_failed()
    {
        var waiting = Notifications.WaitForResourceHealthyAsync("server", WaitBehavior.StopOnResourceUnavailable);

        await Publish(server, KnownResourceStates.FailedToStart);

        await Assert.ThrowsAsync<DistributedApplicationException>(() => waiting);
    }

    [Fact]
    public async Task Holds_a_resource_until_what_it_waits_for_is_there()
    {
        var waiting = Notifications.WaitForDependenciesAsync(client.Resource, CancellationToken.None);
        await Publish(server, KnownResourceStates.Running);
        Assert.False(waiting.IsCompleted);

        await Publish(migration, KnownResourceStates.Finished, exitCode: 0);

        await waiting;
        Assert.True(Notifications.TryGetCurrentState("client", out var state));
        Assert.Equal("Waiting", state.Snapshot.State?.Text);
    }

    [Fact]
    public async Task Does_not_start_a_resource_whose_dependency_ended_badly()
    {
        var waiting = Notifications.WaitForDependenciesAsync(client.Resource, CancellationToken.None);
        await Publish(server, KnownResourceStates.Running);

        await Publish(migration, KnownResourceStates.Finished, exitCode: 3);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => waiting);
        Assert.Contains("exit code 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_what_a_resource_logged()
    {
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        logs.GetLogger(server.Resource).Log(Microsoft.Extensions.Logging.LogLevel.Error, default, "late", null, (state, _) => state);
        logs.Complete(server.Resource);

        var lines = new List<LogLine>();
        await foreach (var batch in logs.WatchAsync(server.Resource)) lines.AddRange(batch);

        var line = Assert.Single(lines);
        Assert.EndsWith("late", line.Content, StringComparison.Ordinal);
        Assert.True(line.IsErrorMessage);
    }

    Task Publish(IResourceBuilder<IResource> resource, string state, int? exitCode = null) =>
        Notifications.PublishUpdateAsync(resource.Resource, snapshot => snapshot with { State = state, ExitCode = exitCode });
}
