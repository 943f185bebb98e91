using System.Diagnostics;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Processes;
using HomeLab.Testing.Requirements;

namespace HomeLab.RunMode.Tests;

public sealed class ContainersTests : IDisposable
{
    readonly TemporaryDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [RequiresTheory(Requirement.PrivateDocker)]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task Runs_a_container_on_loopback_and_takes_it_away(string signal)
    {
        await using var engine = await DockerEngine.StartAsync();
        await TestImage.ImportAsync(engine.Endpoint);
        await using var host = new RunningAppHost(_scratch.Path, "container", engine.Endpoint, [TestImage.Name]);
        await host.ReadyAsync();
        using var client = new HttpClient(new SocketsHttpHandler());

        Assert.Equal("of the container\n", await client.GetStringAsync(new Uri(host.EndpointOf("web"))));
        Assert.DoesNotContain(RunningProcess.List(), process => process.CommandLine.Contains("SECRET=", StringComparison.Ordinal));
        var tree = host.Tree;

        await host.SignalAsync(signal);

        await host.NothingStaysAsync(tree);
        await Eventually.TrueAsync(async () => await ContainersAsync(engine) == "", "no container is left");
    }

    static async Task<string> ContainersAsync(DockerEngine engine)
    {
        using var list = Process.Start(new ProcessStartInfo("docker", ["--host", engine.Endpoint.OriginalString, "ps", "--all", "--quiet"]) { RedirectStandardOutput = true })!;
        return await list.StandardOutput.ReadToEndAsync();
    }
}
