using System.Net;
using System.Net.Sockets;
using Docker.DotNet;
using HomeLab.Docker;
using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Tests.Docker;

public class EngineViewTests
{
    [Fact]
    public async Task Says_why_an_engine_cannot_be_read_and_gives_no_empty_answer()
    {
        using var client = new DockerClientConfiguration(new Uri("unix:///nowhere/docker.sock")).CreateClient();

        var exception = await Assert.ThrowsAsync<EngineException>(() => new EngineView(client).ObserveAsync("shop", [], CancellationToken.None));

        Assert.Equal(("Unreachable", true, true), (exception.Code, exception.IsTransient, exception.IsAnswered));
    }

    [Fact]
    public async Task Tells_a_lost_answer_from_a_refusal()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var hangingUp = HangUpAsync(listener);
        using var client = new DockerClientConfiguration(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).CreateClient();

        var exception = await Assert.ThrowsAsync<EngineException>(() => new EngineView(client).ObserveAsync("shop", [], CancellationToken.None));
        listener.Stop();
        await hangingUp;

        Assert.Equal(("ConnectionLost", true, false), (exception.Code, exception.IsTransient, exception.IsAnswered));
    }

    [Theory]
    [InlineData("Started", "Running", "Starting", 0, "Met")]
    [InlineData("Started", "Exited", "None", 0, "Met")]
    [InlineData("Started", "Exited", "None", 1, "Failed")]
    [InlineData("Started", "Restarting", "None", 1, "Pending")]
    [InlineData("Healthy", "Running", "Starting", 0, "Pending")]
    [InlineData("Healthy", "Running", "Unhealthy", 0, "Pending")]
    [InlineData("Healthy", "Running", "Healthy", 0, "Met")]
    [InlineData("Healthy", "Running", "None", 0, "Failed")]
    [InlineData("Healthy", "Exited", "Healthy", 0, "Failed")]
    [InlineData("CompletedSuccessfully", "Running", "None", 0, "Pending")]
    [InlineData("CompletedSuccessfully", "Exited", "None", 0, "Met")]
    [InlineData("CompletedSuccessfully", "Exited", "None", 3, "Failed")]
    public void Tells_what_a_step_waits_for_from_what_will_never_be(
        string condition, string state, string health, long exitCode, string verdict)
    {
        var container = new ObservedContainer
        {
            Id = "c", Name = "web", Service = "web", ImageId = "i", ExitCode = exitCode,
            State = Enum.Parse<ContainerState>(state), Health = Enum.Parse<HealthState>(health),
        };

        Assert.Equal(verdict, WaitState.Of(new StepWait("web", Enum.Parse<ReadyCondition>(condition)), container).Verdict.ToString());
    }

    [Theory]
    [InlineData("nginx", "nginx:latest")]
    [InlineData("docker.io/library/nginx:1.29", "nginx:1.29")]
    [InlineData("ghcr.io/a/b", "ghcr.io/a/b:latest")]
    [InlineData("registry.lan:5000/a", "registry.lan:5000/a:latest")]
    [InlineData("registry.lan:5000/a:1@sha256:abc", "registry.lan:5000/a@sha256:abc")]
    public void Knows_an_image_by_every_spelling(string reference, string normal) => Assert.Equal(normal, ImageIndex.Normalize(reference));

    /// <summary>Takes each request and closes before it answers, until the listener stops.</summary>
    static async Task HangUpAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync();
                await socket.ReceiveAsync(new byte[4096]);
            }
        }
        catch (SocketException)
        {
            // It was stopped.
        }
        catch (ObjectDisposedException)
        {
            // So it was.
        }
    }
}
