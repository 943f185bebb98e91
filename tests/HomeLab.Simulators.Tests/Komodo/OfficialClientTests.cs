using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Tests.Clients;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Simulators.Tests.Komodo;

/// <summary>The clients that Komodo publishes, of both versions: they speak to it, and their types name the fields that it must have.</summary>
public class OfficialClientTests
{
    const string First = "komodo_client_1";
    const string Second = "komodo_client";

    [RequiresTheory(Requirement.Node)]
    [InlineData(First, "1.19.5", "shapes")]
    [InlineData(First, "1.19.5", "lists")]
    [InlineData(First, "1.19.5", "errors")]
    [InlineData(First, "1.19.5", "life")]
    [InlineData(First, "1.19.5", "failures")]
    [InlineData(Second, "2.3.2", "shapes")]
    [InlineData(Second, "2.3.2", "lists")]
    [InlineData(Second, "2.3.2", "errors")]
    [InlineData(Second, "2.3.2", "life")]
    [InlineData(Second, "2.3.2", "failures")]
    public async Task Agrees(string library, string version, string check)
    {
        await using var host = await StartAsync(version);

        await RunAsync(host, library, check);
    }

    [RequiresTheory(Requirement.Node)]
    [InlineData(First, "1.19.5")]
    [InlineData(Second, "2.3.2")]
    public async Task Is_told_of_updates(string library, string version)
    {
        await using var host = await StartAsync(version);

        var following = RunAsync(host, library, "updates");
        await Eventually.TrueAsync(() => host.KomodoFollowers("lab") > 0 || following.IsCompleted, "the client follows the updates");
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
        (await http.PostAsync("/_sim/komodo/lab/stacks/stack-07/deploy", null)).EnsureSuccessStatusCode();

        await following;
    }

    static Task<SimulatorHost> StartAsync(string version)
    {
        var settings = new List<(string, string?)>
        {
            ("Simulators:Komodo:Cores:0:Name", "lab"), ("Simulators:Komodo:Cores:0:Version", version), ("Simulators:Komodo:DeploySeconds", "0.1"),
            ("Simulators:Komodo:Cores:0:Servers:0:Name", "nas"), ("Simulators:Komodo:Cores:0:Servers:0:Address", "http://192.0.2.4:8120"),
            ("Simulators:Komodo:Cores:0:Syncs:0:Name", "stacks"), ("Simulators:Komodo:Cores:0:Syncs:0:Repo", "me/lab"),
        };
        for (var i = 0; i < 40; i++)
        {
            var stack = $"Simulators:Komodo:Cores:0:Stacks:{i}:";
            settings.AddRange([(stack + "Name", $"stack-{39 - i:00}"), (stack + "Server", "nas"), (stack + "Services:0:Name", "app"), (stack + "Services:0:Image", "example/app:1")]);
        }
        return SimulatorHost.StartAsync([.. settings]);
    }

    async Task RunAsync(SimulatorHost host, string library, string check)
    {
        await NodeModules.ReadyAsync();
        var (exitCode, output) = await Tool.RunAsync(
            "node", NodeModules.Directory, "komodo.mjs", library, host.Komodo("lab").ToString(), DemoCore.Key, DemoCore.Secret, check);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"{check} agrees", output, StringComparison.Ordinal);
    }
}
