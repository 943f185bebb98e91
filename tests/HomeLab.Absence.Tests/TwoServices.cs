using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
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

    /// <summary>The tunnels of the account, as a source.</summary>
    public const string Tunnels = $"cloudflare/{Zone}/tunnels";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    readonly TestDatabase inventoryDatabase;
    readonly TestDatabase dnsDatabase;
    readonly ServiceProcess inventory;
    readonly Func<Task<ServiceProcess>> startDns;
    readonly Relay? toDns;
    ServiceProcess dns = null!;

    TwoServices(
        TestDatabase inventoryDatabase, TestDatabase dnsDatabase, SimulatorHost simulator, ServiceProcess inventory, Func<Task<ServiceProcess>> startDns, Relay? toDns) =>
        (this.inventoryDatabase, this.dnsDatabase, Simulator, this.inventory, this.startDns, this.toDns) = (inventoryDatabase, dnsDatabase, simulator, inventory, startDns, toDns);

    public SimulatorHost Simulator { get; }

    /// <param name="toDns">How Inventory reaches Dns; null: it does not, and knows of no zone.</param>
    /// <param name="simulated">What there is at Cloudflare beside the zone.</param>
    public static async Task<TwoServices> StartAsync(string lab, Relay? toDns = null, params IEnumerable<(string Key, string? Value)> simulated)
    {
        var (inventoryDatabase, dnsDatabase) = (await TestDatabase.CreateAsync(), await TestDatabase.CreateAsync());
        var simulator = await SimulatorHost.StartAsync(
        [
            .. simulated, ("Simulators:Cloudflare:Zones:0:Name", Zone), ("Simulators:Cloudflare:Zones:0:RecordQuota", "20000"), ("Simulators:Cloudflare:RateLimit", "100000"), ("Simulators:RememberedRequests", "100000"),
            ("Simulators:Cloudflare:Tokens:0:Name", "dns"), ("Simulators:Cloudflare:Tokens:0:Secret", "token-of-the-dns-service"),
        ]);
        var messaging = await TestBroker.CreateVirtualHostAsync();
        var inventory = await ServiceProcess.StartAsync(
            "HomeLab.Inventory",
            [
                ("ConnectionStrings__inventory-db", inventoryDatabase.ConnectionString), ("ConnectionStrings__messaging", messaging),
                ("Inventory__Lab", lab), ("Inventory__LabInterval", "00:00:01"), ("Inventory__LabDebounce", "00:00:00.050"),
                ("Inventory__FullReadInterval", "00:00:01"), ("Inventory__FastestPoll", "00:00:00.500"), ("Inventory__CallTimeout", "00:00:02"), ("Inventory__RetryAfter", "00:00:00.500"),
                .. toDns is null ? [] : new (string, string)[] { ("Rpc__Token", ServiceProcess.Token("inventory")), ("services__dns__grpc__0", toDns.Address.ToString()) },
            ]);
        var services = new TwoServices(inventoryDatabase, dnsDatabase, simulator, inventory, () => ServiceProcess.StartAsync(
            "HomeLab.Dns", ("ConnectionStrings__dns-db", dnsDatabase.ConnectionString), ("ConnectionStrings__messaging", messaging),
            ("services__inventory__grpc__0", inventory.Address), ("Rpc__Token", ServiceProcess.Token("dns")),
            ("CLOUDFLARE_TOKEN", "token-of-the-dns-service"), ("Dns__CloudflareUrl", simulator.Cloudflare.ToString()),
            ("Dns__RetryAfter", "00:00:01"), ("Dns__StalledRetryAfter", "00:00:02"), ("Dns__TunnelMaxAge", "00:00:01")), toDns);
        await services.StartDnsAsync();
        return services;
    }

    /// <summary>Ends Dns as a crash does, and starts it anew.</summary>
    public async Task RestartDnsAsync()
    {
        await dns.DisposeAsync();
        await StartDnsAsync();
    }

    async Task StartDnsAsync()
    {
        dns = await startDns();
        if (toDns is not null)
            toDns.Target = new Uri(dns.Address);
    }

    /// <summary>Somebody has a tunnel lead to these names and no others.</summary>
    public async Task PutTunnelRulesAsync(string tunnel, params string[] hostnames)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = Simulator.Cloudflare };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "token-of-the-dns-service");
        var zone = (await http.GetFromJsonAsync<JsonNode>("zones"))!["result"]![0]!;
        var tunnels = $"accounts/{zone["account"]!["id"]}/cfd_tunnel";
        var found = (await http.GetFromJsonAsync<JsonNode>($"{tunnels}?name={tunnel}"))!["result"]![0]!;
        var rules = hostnames.Select(it => (object)new { hostname = it, service = "http://app:80" }).Append(new { service = "http_status:404" });
        (await http.PutAsJsonAsync($"{tunnels}/{found["id"]}/configurations", new { config = new { ingress = rules } })).EnsureSuccessStatusCode();
    }

    public string DnsAddress => dns.Address;

    public IReadOnlyList<RequestEffect> Effects =>
        [.. Simulator.Requests.Entries.Where(request => request.Credential == "dns").SelectMany(request => request.Effects)];

    public int Deletes => Effects.Count(effect => effect.Action == "delete");

    /// <summary>Null while Inventory does not answer.</summary>
    public Task<Snapshot?> SnapshotAsync() => AnsweredAsync(async () =>
    {
        var snapshot = await new InventoryClient(inventory.Channel).GetSnapshotAsync(new GetSnapshotRequest(), ServiceProcess.AsOperator());
        // Where Inventory is not told where Dns answers; and the zone has its rows with Dns.
        foreach (var source in snapshot.Sources.Where(it => it.Name == $"cloudflare/{Zone}" || (toDns is null && it.Name == Tunnels)).ToList())
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
