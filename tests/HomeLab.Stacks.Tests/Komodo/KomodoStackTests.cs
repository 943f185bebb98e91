using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Simulators;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Komodo;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Komodo;

/// <summary>The whole service at a simulated Komodo Core.</summary>
public sealed class KomodoStackTests
{
    const string Web = "komodo/core/web";
    const string Core = "Simulators:Komodo:Cores:0:";

    static Task<SimulatorHost> CoreAsync() => SimulatorHost.StartAsync(
        (Core + "Name", "lab"), ("Simulators:Komodo:DeploySeconds", "0"), (Core + "Servers:0:Name", "nas"), (Core + "Servers:0:Address", "https://192.0.2.4:8120"),
        (Core + "Keys:0:Name", "homelab"), (Core + "Keys:0:Key", "K-homelab"), (Core + "Keys:0:Secret", "S-of-these-tests"));

    static DesiredStack Wish(SimulatorHost core, string image, string environment = "TZ = UTC")
    {
        var contents = $"services:\n  app:\n    image: {image}\n";
        var table = System.Text.Json.JsonSerializer.Serialize(new { name = "web", config = new { server = "nas", file_contents = contents, environment } });
        return new DesiredStack
        {
            Key = Web, Name = "web", Project = "web", Source = "repository/home", Commit = $"commit of {image}",
            Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table))), HealthyWithin = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
            Komodo = new KomodoTarget
            {
                Name = "core", Url = core.Komodo("lab").ToString(), StackJson = table,
                Key = new SecretReference { Env = "KOMODO_TEST_KEY" }, Secret = new SecretReference { Env = "KOMODO_TEST_SECRET" },
            },
        };
    }

    static Task<StacksHost> StartAsync(PlayedWishes wishes) => StacksHost.StartAsync(
        wishes,
        services =>
        {
            services.AddSingleton<KomodoClients>();
            services.AddSingleton<IStackExecutor, KomodoExecutor>();
        },
        ("KOMODO_TEST_KEY", "K-homelab"), ("KOMODO_TEST_SECRET", "S-of-these-tests"));

    static IEnumerable<string> Done(SimulatorHost core) => core.KomodoUpdates("lab", "web").Select(it => it.Operation);

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("S1-3")]
    public async Task A_table_becomes_a_stack_that_is_deployed_once_and_deployed_anew_when_it_changes()
    {
        await using var core = await CoreAsync();
        var wishes = new PlayedWishes();
        wishes.Want(Wish(core, "nginx:1"));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")).SingleOrDefault()?.State == "succeeded", "it is deployed");
        await stacks.LookAsync(Web);
        Assert.Equal(1, Done(core).Count(it => it == "DeployStack"));

        wishes.Want(Wish(core, "nginx:2"));
        await stacks.WakeAsync(Web);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")) is [{ State: "succeeded", Kind: "update" }, _], "it is updated");
        Assert.Equal("Converged", (await stacks.LookAsync(Web)).Outcome);

        Assert.Equal(2, Done(core).Count(it => it == "DeployStack"));
        Assert.Equal("nginx:2", Assert.Single((await stacks.StackAsync("web")).Services).Image);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_not_declared_any_more_goes_from_Komodo_by_a_persons_word()
    {
        await using var core = await CoreAsync();
        var wishes = new PlayedWishes();
        wishes.Want(Wish(core, "nginx:1"));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")).SingleOrDefault()?.State == "succeeded", "it is deployed");

        wishes.Change(it => it.Stacks.Clear());
        await stacks.WakeAsync(Web);
        await stacks.UntilAsync(Web, "Proposed", "Undeclared");
        Assert.DoesNotContain("DestroyStack", Done(core));
        await stacks.ApproveAsync((await stacks.ProposalAsync(Web))!);

        await Eventually.TrueAsync(() => Done(core).Contains("DeleteStack"), "it is deleted");
        Assert.Contains("DestroyStack", Done(core));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_restart_is_one_execution_that_is_followed_to_its_end()
    {
        await using var core = await CoreAsync();
        var wishes = new PlayedWishes();
        wishes.Want(Wish(core, "nginx:1"));
        await using var stacks = await StartAsync(wishes);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")).SingleOrDefault()?.State == "succeeded", "it is deployed");

        await stacks.Stacks.RestartAsync(new() { Stack = "web" }, StacksHost.Operator);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")) is [{ Kind: "restart", State: "succeeded" }, _], "it is restarted");
        await stacks.Stacks.RestartAsync(new() { Stack = "web", Service = "app" }, StacksHost.Operator);
        await Eventually.TrueAsync(async () => (await stacks.OperationsAsync("web")) is [{ Kind: "restart", State: "succeeded" }, _, _], "its service is restarted");
        await stacks.LookAsync(Web);

        Assert.Equal(["RestartStack", "RestartStackService"], Done(core).Where(it => it.StartsWith("Restart", StringComparison.Ordinal)).Order());
        Assert.Equal(1, Done(core).Count(it => it == "DeployStack"));
    }
}
