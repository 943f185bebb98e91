using HomeLab.Testing;

namespace HomeLab.Simulators.Tests.Komodo;

public class ScaleTests
{
    const int Servers = 50;
    const int Stacks = 1000;

    [Fact]
    public async Task A_thousand_stacks_on_fifty_servers_are_deployed_and_one_of_them_changes()
    {
        await using var core = await Core.StartAsync([
            ("Simulators:RememberedRequests", "10000"),
            .. Enumerable.Range(2, Servers - 2).Select(it => ($"Simulators:Komodo:Cores:0:Servers:{it}:Name", (string?)$"host-{it}"))]);
        var servers = (await core.ReadAsync("ListServers", new { limit = 0 })).AsArray().Select(it => (string)it!["name"]!).ToList();

        await Parallel.ForAsync(0, Stacks, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            await core.CreateAsync($"stack-{number}", new { server = servers[number % Servers], file_contents = Core.Nginx });
            await core.CallAsync("execute", "DeployStack", new { stack = $"stack-{number}" });
        });
        await Eventually.TrueAsync(() => core.Host.KomodoRunning == 0, "all are deployed");
        await core.WriteAsync("UpdateStack", new { id = "stack-7", config = new { environment = "A = 1" } });
        await core.RunAsync("DeployStack", new { stack = "stack-7" });

        var summary = await core.ReadAsync("GetStacksSummary", new { });
        Assert.Equal((Stacks, Stacks), ((int)summary["total"]!, (int)summary["running"]!));
        foreach (var server in servers)
            Assert.Equal(Stacks / Servers, (await core.ContainersAsync(server)).Count);
        Assert.Equal(Stacks + 1, core.Host.KomodoUpdates("lab").Count(it => it.Operation == "DeployStack" && it.IsSuccess));
    }
}
