using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Docker;

public sealed class SystemOperationsTests(DockerFixture docker) : IClassFixture<DockerFixture>
{
    [RequiresFact(Requirement.Docker)]
    public async Task Tells_who_the_daemon_is()
    {
        await docker.Client.System.PingAsync();
        var info = await docker.Client.System.GetSystemInfoAsync();
        var version = await docker.Client.System.GetVersionAsync();

        Assert.NotEmpty(info.ID);
        Assert.Equal("linux", info.OSType);
        Assert.Equal(info.ServerVersion, version.Version);
        Assert.Contains(version.Components, component => component.Name == "Engine");
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Speaks_an_older_version_of_the_API_when_asked_to()
    {
        using var client = docker.Client.Configuration.CreateClient(new Version(1, 40));

        await client.System.PingAsync();

        Assert.NotEmpty((await client.System.GetSystemInfoAsync()).ID);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Reports_events_as_they_happen_until_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var events = new Reports<Message>();
        var mark = Guid.NewGuid().ToString("N");
        var watching = docker.Client.System.MonitorEventsAsync(Labelled(mark), events, stop.Token);

        await using (var container = await docker.CreateAsync(x => x.Labels = new Dictionary<string, string> { ["homelab.test"] = mark }))
        {
            await docker.Client.Containers.StartContainerAsync(container.Id, new ContainerStartParameters());
            await Eventually.TrueAsync(() => events.Values.Any(x => x.Action == "start"), "the start is reported while the stream is open");
        }
        await Eventually.TrueAsync(() => events.Values.Any(x => x.Action == "destroy"), "the removal is reported");
        Assert.False(watching.IsCompleted);
        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
        Assert.Equal(["create", "start"], events.Values.Select(x => x.Action).Take(2));
        Assert.All(events.Values, x => Assert.Equal(mark, x.Actor.Attributes["homelab.test"]));
        Assert.Equal(events.Values.Select(x => x.TimeNano).Order(), events.Values.Select(x => x.TimeNano));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Ends_a_stream_of_events_whose_end_was_asked_for()
    {
        await using var container = await docker.CreateAsync();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 1;
        var events = new Reports<Message>();

        await docker.Client.System.MonitorEventsAsync(
            new ContainerEventsParameters { Since = "0", Until = $"{now}" }, events).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains(events.Values, x => x.Action == "create" && x.Actor.ID == container.Id);
    }

    [RequiresFact(Requirement.PrivateDocker)]
    public async Task Ends_a_stream_of_events_when_the_daemon_ends()
    {
        await using var engine = await DockerEngine.StartAsync();
        using var client = new DockerClientConfiguration(engine.Endpoint).CreateClient();
        var watching = client.System.MonitorEventsAsync(new ContainerEventsParameters(), new Reports<Message>());
        await client.System.PingAsync();

        engine.Kill();

        await Record.ExceptionAsync(() => watching.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(watching.IsCompleted);
        await engine.Exited;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.System.PingAsync());
    }

    static ContainerEventsParameters Labelled(string mark) => new()
    {
        Filters = new Dictionary<string, IDictionary<string, bool>>
        {
            ["label"] = new Dictionary<string, bool> { ["homelab.test=" + mark] = true },
        },
    };
}
