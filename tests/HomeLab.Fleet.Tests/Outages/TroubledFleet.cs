using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Containers;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests.Outages;

/// <summary>A fleet that has been through everything once: a refused token, and a Docker host, a broker and a database that went away.</summary>
public sealed class TroubledFleet : IAsyncDisposable
{
    public const string RefusedToken = "canary-token-that-nobody-accepts-00000000";

    /// <summary>The users of a proxy, as people put them into labels.</summary>
    public const string LabelSecret = "admin:$apr1$canary00$label0secret0of0people";

    /// <summary>Whatever is started in this time is killed too; with the pauses before each start it stays away for about half a minute.</summary>
    static readonly TimeSpan Outage = TimeSpan.FromSeconds(8);

    static readonly TimeSpan SeveralRetries = TimeSpan.FromSeconds(5);

    static readonly Dictionary<string, string> Settings = new()
    {
        ["Dns__StalledRetryAfter"] = "00:00:02",
        ["Inventory__LabInterval"] = "00:00:02",
        ["Inventory__RetryAfter"] = "00:00:01",
    };

    readonly Fleet fleet;
    readonly TroubledLab lab;
    readonly SocketRelay docker;
    readonly IContainer container;
    readonly CommandLineWatch commandLines;

    TroubledFleet(Fleet fleet, TroubledLab lab, SocketRelay docker, IContainer container)
    {
        (this.fleet, this.lab, this.docker, this.container) = (fleet, lab, docker, container);
        commandLines = new CommandLineWatch(fleet.ProcessId);
    }

    public Fleet Fleet => fleet;

    /// <summary>Every command line of a process of the fleet that was seen.</summary>
    public IReadOnlyCollection<string> CommandLines => commandLines.Seen;

    /// <summary>Everything that the fleet knows and nobody else should, by a name.</summary>
    public IReadOnlyDictionary<string, string> Secrets => new Dictionary<string, string>(fleet.Parameters.Where(it => it.Value.Length > 20))
    {
        ["refused Cloudflare token"] = RefusedToken,
        ["Cloudflare token"] = SimulatedZone.DemoToken,
        ["label of a container"] = LabelSecret,
        ["key of a Docker host"] = lab.Key,
        ["key that is none"] = lab.BrokenKey,
        ["key of the dashboard's intake"] = fleet.Environment("dns")["OTEL_EXPORTER_OTLP_HEADERS"].Split('=', 2)[1],
    };

    public OutageLog TokenRefused { get; private set; } = null!;

    public OutageLog DockerAway { get; private set; } = null!;

    /// <summary>The broker goes first, and the database before it is back.</summary>
    public OutageLog ServersAway { get; private set; } = null!;

    public static async Task<TroubledFleet> StartAsync()
    {
        var (parent, engine) = (TestDirectory.OfThisProcess.Create("lab"), await TestDocker.EndpointAsync());
        var docker = new SocketRelay(Path.Combine(parent, "docker.sock"), engine);
        docker.Open();
        var lab = new TroubledLab(parent, docker.Endpoint);
        await File.WriteAllTextAsync(lab.TokenFile, SimulatedZone.DemoToken);
        var fleet = await Fleet.StartAsync(TestDirectory.OfThisProcess.Create("fleet"), lab.Directory, Settings);
        var name = $"troubled-{Guid.NewGuid():N}";
        var container = new ContainerBuilder(await TestImage.ImportAsync(engine))
            .WithDockerEndpoint(engine)
            .WithName(name)
            .WithLabel("traefik.enable", "true")
            .WithLabel($"traefik.http.routers.{name}.rule", "Host(`troubled.example.org`)")
            .WithLabel($"traefik.http.middlewares.{name}.basicauth.users", LabelSecret)
            .Build();
        await container.StartAsync();
        await fleet.Zone.AppearsAsync("troubled.example.org");
        return new TroubledFleet(fleet, lab, docker, container);
    }

    /// <summary>One trouble after the other, each until everything is well again.</summary>
    public async Task GoThroughAsync()
    {
        TokenRefused = await OutageLog.DuringAsync(fleet, async () =>
        {
            await File.WriteAllTextAsync(lab.TokenFile, RefusedToken);
            lab.Declare(TroubledLab.Marker);
            await ZoneIsAsync("TokenRefused");
            await File.WriteAllTextAsync(lab.TokenFile, SimulatedZone.DemoToken);
            await fleet.Zone.AppearsAsync($"{TroubledLab.Marker}.example.org");
        });
        DockerAway = await OutageLog.DuringAsync(fleet, async () =>
        {
            docker.Close();
            await DockerIsAsync("SocketMissing");
            await Task.Delay(SeveralRetries);
            docker.Open();
            await DockerIsAsync("");
        });
        var told = Fleet.Services.ToDictionary(it => it, Returns);
        ServersAway = await OutageLog.DuringAsync(fleet, async () =>
        {
            lab.Declare("after-the-broker");
            await ServerOutage.OfBrokerAsync(fleet, Outage);
            lab.Declare("after-the-database");
            await ServerOutage.OfDatabaseAsync(fleet, Outage);
            await fleet.Zone.AppearsAsync("after-the-broker.example.org");
            await fleet.Zone.AppearsAsync("after-the-database.example.org");
            await fleet.ReadyAsync("inventory");
            await fleet.ReadyAsync("dns");
            await Eventually.TrueAsync(
                () => Fleet.Services.All(service => Returns(service) >= told[service] + 2),
                "both services say of both servers that they are back", TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(500));
        });
    }

    public async ValueTask DisposeAsync()
    {
        await commandLines.DisposeAsync();
        await container.DisposeAsync();
        await fleet.DisposeAsync();
        docker.Dispose();
        lab.Dispose();
    }

    /// <summary>How often a service has said that one of its servers is back.</summary>
    int Returns(string service) => fleet.Log(service).Count(line => line.Contains(" answers again, after ", StringComparison.Ordinal));

    async Task ZoneIsAsync(string reason)
    {
        using var channel = fleet.Channel("dns");
        await Eventually.PassesAsync(async () => Assert.Equal(
            reason, (await new Dns.DnsClient(channel).GetZoneAsync(new GetZoneRequest { Name = "example.org" }, fleet.AsOperator())).ReasonCode));
    }

    async Task DockerIsAsync(string reason)
    {
        using var channel = fleet.Channel("inventory");
        await Eventually.PassesAsync(async () => Assert.Equal(
            reason,
            (await new Contracts.Grpc.Inventory.Inventory.InventoryClient(channel).GetSnapshotAsync(new GetSnapshotRequest(), fleet.AsOperator()))
                .Sources.Single(it => it.Name == "docker/docker-host").ReasonCode));
    }
}
