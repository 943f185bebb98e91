using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Testcontainers;

public sealed class ContainerTests(TestcontainersFixture docker) : IClassFixture<TestcontainersFixture>
{
    [RequiresFact(Requirement.Docker)]
    public async Task Serves_on_a_port_of_this_machine_until_it_is_disposed()
    {
        var container = docker.Server().WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(x => x.ForPath("/sh"), Often)).Build();
        await container.StartAsync();
        var address = new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(80)}/sh");
        using var http = new HttpClient(new SocketsHttpHandler());

        Assert.NotEmpty(await http.GetByteArrayAsync(address));
        Assert.Equal(container.GetMappedPublicPort(), container.GetMappedPublicPorts()[80]);
        Assert.NotEmpty(container.IpAddress);
        await container.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetByteArrayAsync(address));
        Assert.Equal(TestcontainersStates.Undefined, container.State);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Runs_what_the_builder_says()
    {
        var directory = Directory.CreateTempSubdirectory("homelab-bind-");
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "file"), "from the host");
        var name = $"homelab-test-{Guid.NewGuid():N}";
        await using var container = docker.Container()
            .WithName(name)
            .WithHostname("lab")
            .WithEnvironment("ONE", "1")
            .WithEnvironment(new Dictionary<string, string> { ["TWO"] = "2" })
            .WithEntrypoint("sh", "-c")
            .WithCommand("echo \"$ONE $TWO $(cat /etc/hostname) $(cat /host/file) $PWD\"; touch /scratch/x; touch /host/x || echo refused; sleep 100")
            .WithWorkingDirectory("/tmp")
            .WithBindMount(directory.FullName, "/host", AccessMode.ReadOnly)
            .WithTmpfsMount("/scratch")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("refused\n$", Often))
            .Build();
        await container.StartAsync();

        var (stdout, stderr) = await container.GetLogsAsync(timestampsEnabled: false);
        directory.Delete(recursive: true);

        Assert.Equal("1 2 lab from the host /tmp\nrefused\n", stdout);
        Assert.Contains("Read-only", stderr);
        Assert.Equal("/" + name, container.Name);
        Assert.Equal(TestcontainersStates.Running, container.State);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Executes_commands_and_reads_files()
    {
        await using var container = docker.Container().Build();
        await container.StartAsync();

        var result = await container.ExecAsync(["sh", "-c", "echo out; echo err >&2; echo text > /tmp/file; exit 4"]);

        Assert.Equal(("out\n", "err\n", 4L), (result.Stdout, result.Stderr, result.ExitCode));
        Assert.Equal("text\n", Encoding.UTF8.GetString(await container.ReadFileAsync("/tmp/file")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => container.ReadFileAsync("/tmp"));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Stops_starts_again_pauses_and_knows_its_state()
    {
        await using var container = docker.Container("sh", "-c", "trap 'exit 6' TERM; while true; do sleep 0.1; done").Build();
        Assert.Equal(TestcontainersStates.Undefined, container.State);
        Assert.Throws<InvalidOperationException>(() => container.Id);

        await container.StartAsync();
        var id = container.Id;
        Assert.Equal(TestcontainersHealthStatus.None, container.Health);
        await container.PauseAsync();
        Assert.Equal(TestcontainersStates.Paused, container.State);
        await container.UnpauseAsync();
        await container.StopAsync();
        Assert.Equal(TestcontainersStates.Exited, container.State);
        Assert.Equal(6, await container.GetExitCodeAsync());
        Assert.True(container.StoppedTime > container.StartedTime);
        await container.StartAsync();

        Assert.Equal(TestcontainersStates.Running, container.State);
        Assert.Equal(id, container.Id);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Publishes_the_ports_that_were_asked_for()
    {
        await using var container = docker.Container().WithExposedPort(81).WithPortBinding("82/udp", true).WithPortBinding(83, true).Build();
        await container.StartAsync();

        Assert.NotEqual(0, container.GetMappedPublicPort("82/udp"));
        Assert.NotEqual(0, container.GetMappedPublicPort("83"));
        Assert.Throws<InvalidOperationException>(() => container.GetMappedPublicPort(81));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Keeps_a_container_that_was_not_to_be_cleaned_up()
    {
        var container = docker.Container("true").WithCleanUp(false).Build();
        await container.StartAsync();
        var id = container.Id;

        await container.DisposeAsync();

        using var client = new global::Docker.DotNet.DockerClientConfiguration(docker.Endpoint).CreateClient();
        Assert.False((await client.Containers.InspectContainerAsync(id)).State.Running);
        await client.Containers.RemoveContainerAsync(id, new global::Docker.DotNet.Models.ContainerRemoveParameters());
    }

    [Fact]
    public void Refuses_to_build_without_an_image() =>
        Assert.Throws<ArgumentException>(() => new ContainerBuilder("").WithDockerEndpoint("unix:///nowhere.sock").Build());

    static void Often(IWaitStrategy wait) => wait.WithInterval(TimeSpan.FromMilliseconds(50)).WithTimeout(TimeSpan.FromSeconds(30));
}
