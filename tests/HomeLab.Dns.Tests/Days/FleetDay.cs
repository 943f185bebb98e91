using System.Globalization;
using System.Text.Json;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Tests.Addresses;
using HomeLab.Dns.Tests.Ambiguity;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Dns.Tests.Days;

/// <summary>
/// Hours of a lab in which something changes all the time and each kind of fault strikes one call of twenty, with a calm after each storm. The clock is turned from one
/// due look to the next, and only while nobody looks.
/// </summary>
sealed class FleetDay(DnsHost host, FakeInventory inventory, PlayedDetector[] detectors, DayCheck check, int seed)
{
    public const string Zone = "example.org";
    public const string Uplink = "fibre";
    const double Share = 0.05;
    const int StepsOfStorm = 5;
    const int MostLooksOfCalm = 200;
    static readonly TimeSpan Step = TimeSpan.FromMinutes(18);

    readonly Random random = new(seed);
    readonly DrivenTime time = new(host.Simulator);
    readonly Dictionary<string, (string Type, string Content)> containers = [];
    readonly Dictionary<string, (string Type, string Content)> documents = [];
    int made;
    string address = "93.184.0.1";

    /// <summary>Everything that somebody wants now, whether its source can be heard or not.</summary>
    public IReadOnlySet<string> Wanted => containers.Concat(documents).Select(it => $"{it.Value.Type} {it.Key}.{Zone} {it.Value.Content}")
        .Concat(new[] { "home", "vpn" }.Select(name => $"A {name}.{Zone} {address}")).ToHashSet(StringComparer.Ordinal);

    public async Task RunAsync(int storms, Func<Task>? afterFirst = null)
    {
        foreach (var _ in Enumerable.Range(0, 10))
        {
            Add(containers);
            Add(documents);
        }
        Tell();
        await CalmAsync("at the beginning");
        for (var storm = 1; storm <= storms; storm++)
        {
            Arm();
            for (var step = 0; step < StepsOfStorm; step++)
            {
                Change();
                await HintAsync();
                await LiveAsync(host.Simulator.Clock.GetUtcNow() + Step);
                Look();
            }
            if (storm == 1 && afterFirst is not null)
            {
                await afterFirst();
            }
            await CalmAsync(string.Create(CultureInfo.InvariantCulture, $"after storm {storm}"));
        }
    }

    /// <summary>No request is made any more, and all that was made stands in the log.</summary>
    public void Look() => check.Look(host.Requests, Wanted);

    void Arm()
    {
        FaultRule[] rules =
        [
            new() { Effect = FaultEffect.StaleReads, Seconds = 4 },
            new() { Effect = FaultEffect.LostAnswer },
            new() { Effect = FaultEffect.TruncatedAnswer },
            new() { Effect = FaultEffect.NotApplied },
            new() { Effect = FaultEffect.Outage },
            new() { Effect = FaultEffect.AppliedLate, Method = "POST", Seconds = random.Next(1, 50) },
            new() { Effect = FaultEffect.AppliedLate, Method = "PATCH", Seconds = random.Next(1, 50) },
            new() { Effect = FaultEffect.AppliedLate, Method = "DELETE", Seconds = random.Next(1, 50) },
            new() { Effect = FaultEffect.RateLimited, RetryAfterSeconds = random.Next(1, 60) },
            new() { Effect = FaultEffect.Status, Status = 500 },
            new() { Effect = FaultEffect.Status, Status = 502, Body = FaultBody.Html },
            new() { Effect = FaultEffect.Status, Status = 503 },
        ];
        foreach (var rule in rules)
        {
            host.Simulator.Faults.Add(rule with { System = "cloudflare", Credential = "dns", Probability = Share, Seed = random.Next() });
        }
    }

    /// <summary>Containers come and go, documents are edited, the address turns; and of those who tell, some are silent or wrong.</summary>
    void Change()
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var kind = random.Next(2) == 0 ? containers : documents;
            switch (random.Next(3))
            {
                case 0:
                    Add(kind);
                    break;
                case 1 when kind.Count > 4:
                    kind.Remove(kind.Keys.ElementAt(random.Next(kind.Count)));
                    break;
                default:
                    var name = kind.Keys.ElementAt(random.Next(kind.Count));
                    kind[name] = Content();
                    break;
            }
        }
        if (random.Next(6) == 0)
        {
            address = $"93.184.{++made / 250}.{made % 250 + 1}";
        }
        foreach (var detector in detectors)
        {
            detector.Say(IpFamily.IPv4, random.NextDouble() >= Share ? address : random.Next(4) switch { 0 => "10.0.0.1", 1 => "104.16.0.1", 2 => "100.64.0.1", _ => "192.0.2.1" });
        }
        // One of them alone may say what could be true.
        if (random.NextDouble() < Share)
        {
            detectors[random.Next(detectors.Length)].Say(IpFamily.IPv4, "93.184.255.1");
        }
        inventory.IsSilent = random.NextDouble() < Share;
        Tell(isDockerSilent: random.NextDouble() < Share);
    }

    void Add(Dictionary<string, (string Type, string Content)> kind) => kind[$"n{++made}"] = Content();

    /// <summary>What was never wanted before, so that a delete of it is wrong whenever it comes.</summary>
    (string Type, string Content) Content() => random.Next(3) == 0
        ? ("CNAME", $"t{++made}.example.net")
        : ("A", string.Create(CultureInfo.InvariantCulture, $"198.51.{++made / 250}.{made % 250 + 1}"));

    /// <param name="isDockerSilent">Its containers are not to be seen, which it says.</param>
    void Tell(bool isDockerSilent = false) => inventory.Change(snapshot =>
    {
        snapshot.Endpoints.Clear();
        snapshot.Documents.Clear();
        inventory.DockerSource.Complete = !isDockerSilent;
        foreach (var (name, (type, content)) in documents)
        {
            Declare(snapshot, name, JsonSerializer.Serialize(new { name = $"{name}.{Zone}", type, values = new[] { content } }));
        }
        foreach (var name in new[] { "home", "vpn" })
        {
            Declare(snapshot, name, JsonSerializer.Serialize(new { name = $"{name}.{Zone}", type = "A", uplinks = new[] { Uplink } }));
        }
        foreach (var (name, (_, content)) in isDockerSilent ? [] : containers)
        {
            snapshot.Endpoints.Add(new Endpoint
            {
                Address = $"docker/host/{name}#r/{name}.{Zone}", Resource = $"docker/host/{name}", Source = "docker/host", Host = $"{name}.{Zone}", IsRunning = true,
                Publication = new Publication { Target = content },
            });
        }
    });

    static void Declare(Snapshot snapshot, string name, string spec) => snapshot.Documents.Add(new Document
    {
        Address = $"DnsRecord/{name}", Kind = "DnsRecord", Name = name, IsValid = true, SpecJson = spec,
    });

    async Task CalmAsync(string when)
    {
        host.Simulator.Faults.Clear();
        inventory.IsSilent = false;
        Array.ForEach(detectors, it => it.Say(IpFamily.IPv4, address));
        Tell();
        for (var looks = 0; looks < MostLooksOfCalm; looks++)
        {
            // A whole read each time: what lags or came late is seen at last.
            await host.DoubtAsync(Zone);
            await HintAsync();
            await IdleAsync();
            Look();
            if ((await host.IdleAsync(Zone)) is { Outcome: "Converged", Unconfirmed: 0 } && await IsAddressKnownAsync())
            {
                check.Compare(await host.RecordsAsync(), Wanted, when);
                return;
            }
            await LiveAsync(host.Simulator.Clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        }
        check.Violations.Add($"not converged {when}: {await host.IdleAsync(Zone)}");
    }

    Task<bool> IsAddressKnownAsync() => host.QueryAsync<bool>($"SELECT coalesce((SELECT address = '{address}' FROM uplink_address WHERE uplink = '{Uplink}'), false)");

    Task HintAsync() => host.Services.GetRequiredService<WorkQueue>().EnqueueAsync(
        [new WorkKey("zone", Zone), new WorkKey(UplinkReconciler.UplinkKind, Uplink)], Cause.Here("Test", "change", host.Simulator.Clock.GetUtcNow()), default);

    /// <summary>Turns the clock from one due look to the next.</summary>
    async Task LiveAsync(DateTimeOffset until)
    {
        while (await IdleAsync() is var due && due < until)
        {
            await time.AdvanceToAsync(due);
            await host.WakeAsync();
        }
        await time.AdvanceToAsync(until);
        await host.WakeAsync();
        await IdleAsync();
    }

    /// <summary>When the next look is due, once nobody looks and nothing is due.</summary>
    async Task<DateTimeOffset> IdleAsync()
    {
        var next = DateTimeOffset.UnixEpoch;
        await Eventually.TrueAsync(
            async () => (next = await host.QueryAsync<DateTime>(
                $"""
                SELECT CASE WHEN bool_and(leased_by IS NULL AND due_at > '{host.Simulator.Clock.GetUtcNow():O}' AND outcome IS NOT NULL) THEN min(due_at) ELSE 'epoch'::timestamptz END
                FROM homelab.work WHERE kind IN ('zone', 'uplink')
                """)) > DateTimeOffset.UnixEpoch,
            "nobody looks and nothing is due");
        return next;
    }
}
