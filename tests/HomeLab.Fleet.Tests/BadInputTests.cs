using System.Text;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests;

/// <summary>Whatever is wrong is said once, in the log and as its status, and stops nothing else.</summary>
public sealed class BadInputTests : IAsyncDisposable
{
    const string RefusedToken = "canary-token-that-nobody-accepts-00000000";
    const string PlainSecret = "canary-secret-in-plain-sight-0000000000000";

    static readonly Dictionary<string, string> Settings = new()
    {
        ["Dns__StalledRetryAfter"] = "00:00:02",
        ["Inventory__LabInterval"] = "00:00:02",
    };

    readonly List<IContainer> containers = [];

    [RequiresFact(Requirement.Docker, Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Each_bad_input_is_one_message_and_one_status_and_everything_else_goes_on()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var docker = await TestDocker.EndpointAsync();
        var lab = new BadInputLab(TestDirectory.OfThisProcess.Create("lab"), docker);
        await File.WriteAllTextAsync(lab.TokenFile, RefusedToken);
        await using var fleet = await Fleet.StartAsync(state, lab.Directory, Settings);
        using var inventory = fleet.Channel("inventory");
        using var dns = fleet.Channel("dns");

        await StatusAsync(fleet, dns, "Stalled", "TokenRefused", "Invalid access token");
        await ShowsAsync(state, ["Invalid access token"], "get", "zones");
        await File.WriteAllTextAsync(lab.TokenFile, SimulatedZone.DemoToken + "\n");
        await fleet.Zone.AppearsAsync("good.example.org");
        await fleet.Zone.AppearsAsync("windows.example.org");

        var broken = await RunAsync(docker, "broken", "Host(`broken.example.org`");
        await RunAsync(docker, "whole", "Host(`whole.example.org`)");
        await fleet.Zone.AppearsAsync("whole.example.org");

        var snapshot = await SnapshotAsync(fleet, inventory);
        var problems = snapshot.Documents.Where(it => !it.IsValid).Select(it => (it.Address, it.Problems[0].Code, it.Problems[0].Line)).Order();
        Assert.Equal(BadInputLab.Expected.Select(it => (it.Address, it.Code, it.Line)), problems);
        foreach (var (address, _, _, message) in BadInputLab.Expected)
        {
            Assert.Contains(message, snapshot.Documents.Single(it => it.Address == address).Problems[0].Message, StringComparison.Ordinal);
            Assert.Single(fleet.Log("inventory"), it => it.Contains($" {address}: ", StringComparison.Ordinal) && it.Contains(message, StringComparison.Ordinal));
        }
        Assert.Equal(["DnsRecord/good", "DnsRecord/windows", "Lab/fleet-test"], snapshot.Documents.Where(it => it.IsValid).Select(it => it.Address));
        await ShowsAsync(state, [.. BadInputLab.Expected.Select(it => it.Message)], "get", "documents", "--wrong");

        var label = Assert.Single(snapshot.Resources, it => it.Address == $"docker/docker-host/{broken}").Problems;
        Assert.Equal("BrokenRule", Assert.Single(label).Code);
        Assert.Single(fleet.Log("inventory"), it => it.Contains(broken, StringComparison.Ordinal) && it.Contains("BrokenRule", StringComparison.Ordinal));
        await ShowsAsync(state, [label[0].Message], "get", "resources", broken);
        Assert.Single(fleet.Log("dns"), it => it.Contains("zone/example.org: Stalled", StringComparison.Ordinal) && it.Contains("Invalid access token", StringComparison.Ordinal));

        lab.PutSecretIntoLab(PlainSecret);
        await Eventually.PassesAsync(async () =>
        {
            var main = Assert.Single((await SnapshotAsync(fleet, inventory)).Documents, it => it.Kind == "Lab");
            Assert.Equal((false, true, "SecretRefused"), (main.IsValid, main.IsLastGood, main.Problems.FirstOrDefault()?.Code));
        });
        lab.Declare("later");
        await fleet.Zone.AppearsAsync("later.example.org");
        Assert.NotNull(await fleet.Zone.RecordAsync("whole.example.org"));
        await ShowsAsync(state, [], "reconcile", "example.org");
        await StatusAsync(fleet, dns, "Converged", "", "");
        Assert.Empty(FilesWith(state, RefusedToken, PlainSecret));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var container in containers)
        {
            await container.DisposeAsync();
        }
    }

    async Task<string> RunAsync(Uri docker, string router, string rule)
    {
        var name = $"{router}-{Guid.NewGuid():N}";
        var container = new ContainerBuilder(await TestImage.ImportAsync(docker))
            .WithDockerEndpoint(docker)
            .WithName(name)
            .WithLabel("traefik.enable", "true")
            .WithLabel($"traefik.http.routers.{name}.rule", rule)
            .Build();
        containers.Add(container);
        await container.StartAsync();
        return name;
    }

    static async Task StatusAsync(Fleet fleet, GrpcChannel channel, string outcome, string code, string message) =>
        await Eventually.PassesAsync(async () =>
        {
            var zone = await new Dns.DnsClient(channel).GetZoneAsync(new GetZoneRequest { Name = "example.org" }, fleet.AsOperator());
            Assert.Equal((outcome, code), (zone.Outcome, zone.ReasonCode));
            Assert.Contains(message, zone.Reason, StringComparison.Ordinal);
        });

    static async Task<Snapshot> SnapshotAsync(Fleet fleet, GrpcChannel channel) =>
        await new Contracts.Grpc.Inventory.Inventory.InventoryClient(channel).GetSnapshotAsync(new GetSnapshotRequest(), fleet.AsOperator());

    static async Task ShowsAsync(string state, IReadOnlyList<string> messages, params string[] arguments)
    {
        var answer = await CommandLine.RunAsync(state, arguments);
        Assert.True(answer.ExitCode == 0, $"{answer}");
        Assert.All(messages, it => Assert.Contains(it, answer.Out, StringComparison.Ordinal));
    }

    /// <summary>Logs, databases and queues alike, byte by byte.</summary>
    static List<string> FilesWith(string directory, params string[] secrets)
    {
        var sought = secrets.Select(Encoding.UTF8.GetBytes).ToList();
        return [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(file =>
        {
            try
            {
                var bytes = File.ReadAllBytes(file);
                return sought.Exists(secret => bytes.AsSpan().IndexOf(secret) >= 0);
            }
            catch (IOException)
            {
                // A socket, or a file that went meanwhile.
                return false;
            }
        })];
    }
}
