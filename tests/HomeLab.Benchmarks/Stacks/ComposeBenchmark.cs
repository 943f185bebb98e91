using HomeLab.Benchmarks.Measuring;
using HomeLab.Benchmarks.Messages;
using HomeLab.Testing;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>A project of ten services on a real Docker engine: deployed, looked at, changed, scaled, broken and taken back; beside docker-compose in turns.</summary>
static class ComposeBenchmark
{
    public static async Task RunAsync(Report report)
    {
        using var files = new TemporaryDirectory();
        await using var engine = await CountedEngine.StartAsync();
        await using var servers = await BenchServers.StartAsync();
        await using var ours = await HomeLabDeployer.StartAsync(servers, engine, Directory.CreateDirectory(files.Combine("ours")).FullName);
        var theirs = new DebianCompose(engine, files.Combine("theirs"));
        report.Line($"docker-compose {await DebianCompose.VersionAsync()}; `up -d`, and then until each container is healthy");
        var work = new DeploymentWork(engine, report);
        for (var round = 0; round <= report.Rounds(5); round++)
        {
            // The first one warms up.
            foreach (var deployer in round % 2 == 0 ? (IDeployer[])[ours, theirs] : [theirs, ours])
                await work.RunAsync(deployer, isCounted: round > 0);
        }
        work.Tell(ours.Name, theirs.Name);
    }
}
