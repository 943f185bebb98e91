using Grpc.Core;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Dns;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Simulators;
using HomeLab.Simulators.RequestLog;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Npgsql;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Absence.Tests;

/// <summary>Inventory and Dns as processes, with a broker and databases of their own and a simulated Cloudflare.</summary>
sealed class TwoServices : IAsyncDisposable
{
    public const string Zone = "example.org";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    readonly TestDatabase inventoryDatabase;
    readonly TestDatabase dnsDatabase;
    readonly ServiceProcess inventory;
    readonly ServiceProcess dns;

    TwoServices(TestDatabase inventoryDatabase, TestDatabase dnsDatabase, SimulatorHost simulator, ServiceProcess inventory, ServiceProcess dns) =>
        (this.inventoryDatabase, this.dnsDatabase, Simulator, this.inventory, this.dns) = (inventoryDatabase, dnsDatabase, simulator, inventory, dns);

    public SimulatorHost Simulator { get; }

    public static async Task<TwoServices> StartAsync(string lab)
    {
        var (inventoryDatabase, dnsDatabase) = (await TestDatabase.CreateAsync(), await TestDatabase.CreateAsync());
        var simulator = await SimulatorHost.StartAsync(
            ("Simulators:Cloudflare:Zones:0:Name", Zone), ("Simulators:Cloudflare:Zones:0:RecordQuota", "20000"), ("Simulators:Cloudflare:RateLimit", "100000"), ("Simulators:RememberedRequests", "100000"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-of-the-dns-service"));
        var messaging = await TestBroker.CreateVirtualHostAsync();
        var inventory = await ServiceProcess.StartAsync(
            "HomeLab.Inventory", ("ConnectionStrings__inventory-db", inventoryDatabase.ConnectionString), ("ConnectionStrings__messaging", messaging),
            ("Inventory__Lab", lab), ("Inventory__LabInterval", "00:00:01"), ("Inventory__LabDebounce", "00:00:00.050"),
            ("Inventory__FullReadInterval", "00:00:01"), ("Inventory__FastestPoll", "00:00:00.500"), ("Inventory__CallTimeout", "00:00:02"), ("Inventory__RetryAfter", "00:00:00.500"));
        var dns = await ServiceProcess.StartAsync(
            "HomeLab.Dns", ("ConnectionStrings__dns-db", dnsDatabase.ConnectionString), ("ConnectionStrings__messaging", messaging),
            ("services__inventory__grpc__0", inventory.Address), ("Rpc__Token", ServiceProcess.Token("dns")),
            ("CLOUDFLARE_TOKEN", "token-of-the-dns-service"), ("Dns__CloudflareUrl", simulator.Cloudflare.ToString()),
            ("Dns__RetryAfter", "00:00:01"), ("Dns__StalledRetryAfter", "00:00:02"));
        return new TwoServices(inventoryDatabase, dnsDatabase, simulator, inventory, dns);
    }

    public string DnsAddress => dns.Address;

    public IReadOnlyList<RequestEffect> Effects =>
        [.. Simulator.Requests.Entries.Where(request => request.Credential == "dns").SelectMany(request => request.Effects)];

    public int Deletes => Effects.Count(effect => effect.Action == "delete");

    /// <summary>Null while Inventory does not answer.</summary>
    public Task<Snapshot?> SnapshotAsync() => AnsweredAsync(async () =>
    {
        var snapshot = await new InventoryClient(inventory.Channel).GetSnapshotAsync(new GetSnapshotRequest(), ServiceProcess.AsOperator());
        // Inventory is not told where Dns answers, and the zone has its rows with Dns.
        foreach (var source in snapshot.Sources.Where(it => it.Name is $"cloudflare/{Zone}" or $"cloudflare/{Zone}/tunnels").ToList())
            snapshot.Sources.Remove(source);
        return snapshot;
    });

    public async Task<Snapshot> UntilAsync(Func<Snapshot, bool> condition, string message)
    {
        Snapshot? last = null;
        await EventuallyAsync(async () => (last = await SnapshotAsync()) is { } snapshot && condition(snapshot), () => $"{message}; last seen: {last}");
        return last!;
    }

    /// <summary>Has Dns look at the zone, and returns how that ended.</summary>
    public async Task<Zone> LookAsync()
    {
        var before = (await ZoneAsync())?.At;
        await EventuallyAsync(
            async () => await AnsweredAsync(async () => await new Control.ControlClient(dns.Channel).ReconcileAsync(
                new ReconcileRequest { Kind = "zone", Key = Zone }, ServiceProcess.AsOperator())) is not null,
            () => "Dns takes a request");
        Zone? last = null;
        await EventuallyAsync(
            async () => (last = await ZoneAsync())?.At is { } at && (before is null || at > before), () => $"the zone is looked at; last seen: {last}");
        return last!;
    }

    /// <summary>Looks until the zone is as wanted.</summary>
    public async Task<Zone> LookUntilAsync(Func<Zone, bool> condition, string message)
    {
        Zone? last = null;
        await EventuallyAsync(async () => condition(last = await LookAsync()), () => $"{message}; last seen: {last}");
        return last!;
    }

    /// <summary>Looks until what waits for a person is as expected.</summary>
    public async Task ProposedAsync(Func<Proposal, bool> condition, string message)
    {
        Proposal? last = null;
        await EventuallyAsync(async () =>
        {
            await LookAsync();
            var proposals = await new Control.ControlClient(dns.Channel).ListProposalsAsync(new ListProposalsRequest(), ServiceProcess.AsOperator());
            return (last = proposals.Proposals.SingleOrDefault()) is not null && condition(last);
        }, () => $"{message}; last seen: {last}");
    }

    public async ValueTask DisposeAsync()
    {
        await dns.DisposeAsync();
        await inventory.DisposeAsync();
        await Simulator.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await dnsDatabase.DisposeAsync();
        await inventoryDatabase.DisposeAsync();
    }

    Task<Zone?> ZoneAsync() => AnsweredAsync(async () =>
        await new DnsClient(dns.Channel).GetZoneAsync(new GetZoneRequest { Name = Zone }, ServiceProcess.AsOperator()));

    static async Task<T?> AnsweredAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.NotFound or StatusCode.Internal)
        {
            return null;
        }
    }

    async Task EventuallyAsync(Func<Task<bool>> condition, Func<string> message)
    {
        try
        {
            await Eventually.TrueAsync(condition, "", Patience, TimeSpan.FromMilliseconds(100));
        }
        catch (Xunit.Sdk.XunitException)
        {
            throw new Xunit.Sdk.XunitException($"Not within {Patience.TotalSeconds} s: {message()}\nInventory:\n{inventory.Output}\nDns:\n{dns.Output}");
        }
    }
}
