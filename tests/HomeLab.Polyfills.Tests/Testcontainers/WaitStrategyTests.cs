using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Testcontainers;

public sealed class WaitStrategyTests(TestcontainersFixture docker) : IClassFixture<TestcontainersFixture>
{
    const string LateServer = "sleep 1; exec httpd -f -p 80 -h /bin";

    [RequiresFact(Requirement.Docker)]
    public async Task Waits_for_a_listener_in_the_container()
    {
        await using var container = docker.Container("sh", "-c", LateServer)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilInternalTcpPortIsAvailable(80, Often)).Build();

        Assert.InRange(await StartAsync(container), TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(60));
        Assert.Equal(0, (await container.ExecAsync(["wget", "-q", "-O", "/dev/null", "http://127.0.0.1/sh"])).ExitCode);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Waits_for_the_published_port()
    {
        await using var container = docker.Server().WithWaitStrategy(Wait.ForUnixContainer().UntilExternalTcpPortIsAvailable(80, Often)).Build();

        await StartAsync(container);

        Assert.NotEqual(0, container.GetMappedPublicPort(80));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Waits_for_the_answer_that_was_asked_for()
    {
        await using var container = docker.Container("sh", "-c", LateServer).WithPortBinding(80, true)
            .WithWaitStrategy(Wait.ForUnixContainer()
                .UntilHttpRequestIsSucceeded(x => x.ForPort(80).ForPath("/none").ForStatusCode(HttpStatusCode.NotFound), Often)
                .UntilHttpRequestIsSucceeded(x => x.ForPath("/sh").ForResponseMessageMatching(r => Task.FromResult(r.Content.Headers.ContentLength > 0)), Often))
            .Build();

        Assert.InRange(await StartAsync(container), TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(60));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Waits_for_a_message_on_either_output()
    {
        await using var container = docker.Container("sh", "-c", "echo first; sleep 1; echo ready to serve >&2; sleep 100")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("first", Often).UntilMessageIsLogged(new Regex("READY", RegexOptions.IgnoreCase), Often))
            .Build();

        Assert.InRange(await StartAsync(container), TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(60));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Waits_for_a_command_to_succeed()
    {
        await using var container = docker.Container("sh", "-c", "sleep 1; touch /tmp/ready; sleep 100")
            .WithWaitStrategy(Wait.ForUnixContainer()
                .UntilCommandIsCompleted("test -e /tmp/ready", Often).UntilCommandIsCompleted("test", "-e", "/tmp/ready"))
            .Build();

        Assert.InRange(await StartAsync(container), TimeSpan.FromSeconds(0.8), TimeSpan.FromSeconds(60));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Waits_for_the_health_check_of_the_image()
    {
        var image = await ImageWithHealthCheckAsync();
        await using var container = new ContainerBuilder(image).WithDockerEndpoint(docker.Endpoint)
            .WithCommand("sh", "-c", "sleep 2; touch /tmp/ready; sleep 100")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilContainerIsHealthy(20, Often)).Build();

        await StartAsync(container);

        Assert.Equal(TestcontainersHealthStatus.Healthy, container.Health);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Gives_up_after_the_timeout_or_the_retries()
    {
        await using var slow = docker.Container().WithWaitStrategy(Wait.ForUnixContainer()
            .UntilMessageIsLogged("never", x => x.WithTimeout(TimeSpan.FromMilliseconds(300)).WithInterval(TimeSpan.FromMilliseconds(50)))).Build();
        await using var few = docker.Container().WithWaitStrategy(Wait.ForUnixContainer()
            .UntilMessageIsLogged("never", x => x.WithRetries(2).WithInterval(TimeSpan.FromMilliseconds(50)))).Build();

        await Assert.ThrowsAsync<TimeoutException>(() => slow.StartAsync());
        await Assert.ThrowsAsync<RetryLimitExceededException>(() => few.StartAsync());
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Does_not_wait_for_a_container_that_has_ended_unless_it_may_end()
    {
        await using var failed = docker.Container("sh", "-c", "echo broken >&2; exit 5")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("never", Often)).Build();
        await using var done = docker.Container("sh", "-c", "echo done")
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("done", x => x.WithMode(WaitStrategyMode.OneShot))).Build();

        var refusal = await Assert.ThrowsAsync<ContainerNotRunningException>(() => failed.StartAsync());
        await StartAsync(done);

        Assert.Contains("broken", refusal.Message);
        Assert.Contains("5", refusal.Message);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Stops_waiting_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        await using var container = docker.Container().WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("never")).Build();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => container.StartAsync(stop.Token));
    }

    static async Task<TimeSpan> StartAsync(IContainer container)
    {
        var watch = Stopwatch.StartNew();
        await container.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return watch.Elapsed;
    }

    static void Often(IWaitStrategy wait) => wait.WithInterval(TimeSpan.FromMilliseconds(50)).WithTimeout(TimeSpan.FromSeconds(30));

    async Task<string> ImageWithHealthCheckAsync()
    {
        using var client = new DockerClientConfiguration(docker.Endpoint).CreateClient();
        var container = await client.Containers.CreateContainerAsync(new CreateContainerParameters { Image = TestImage.Name });
        await client.Images.CommitContainerChangesAsync(new CommitContainerChangesParameters
        {
            ContainerID = container.ID,
            RepositoryName = "homelab-test-health",
            Tag = "1",
            Changes = ["HEALTHCHECK --interval=500ms --timeout=10s --retries=30 CMD test -e /tmp/ready"],
        });
        await client.Containers.RemoveContainerAsync(container.ID, new ContainerRemoveParameters());
        return "homelab-test-health:1";
    }
}
