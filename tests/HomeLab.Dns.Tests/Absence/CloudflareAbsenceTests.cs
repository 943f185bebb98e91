using HomeLab.Dns.Mirror;
using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace HomeLab.Dns.Tests.Absence;

/// <summary>Cloudflare as the source of what is there: whatever is wrong with its answers, nothing is deleted and nothing made twice.</summary>
public sealed class CloudflareAbsenceTests(ITestOutputHelper output)
{
    static readonly (string Name, FaultRule Fault, string[] Codes)[] Faults =
    [
        ("timeout", new() { Effect = FaultEffect.Latency, Seconds = 30 }, ["ProviderUnavailable"]),
        ("connection cut", new() { Effect = FaultEffect.Outage }, ["ProviderUnavailable"]),
        ("401", new() { Effect = FaultEffect.Status, Status = 401 }, ["TokenRefused"]),
        ("403", new() { Effect = FaultEffect.Status, Status = 403 }, ["TokenRefused"]),
        ("404", new() { Effect = FaultEffect.Status, Status = 404 }, ["Gone"]),
        ("429", new() { Effect = FaultEffect.RateLimited, RetryAfterSeconds = 60 }, ["RateLimited"]),
        ("500", new() { Effect = FaultEffect.Status, Status = 500 }, ["ProviderUnavailable"]),
        ("a page instead", new() { Effect = FaultEffect.Status, Status = 200, Body = FaultBody.Html }, ["ProviderUnavailable"]),
        ("empty body", new() { Effect = FaultEffect.Status, Status = 200, Body = FaultBody.Empty }, ["ProviderUnavailable"]),
        ("no zones", new() { Effect = FaultEffect.EmptyLists, Path = "/zones" }, ["ZoneNotFound"]),
        ("no records", new() { Effect = FaultEffect.EmptyLists, Path = "/zones/*/dns_records" }, ["Truncated"]),
        ("half the records", new() { Effect = FaultEffect.ShortLists, Path = "/zones/*/dns_records" }, ["Truncated"]),
        ("cut answer", new() { Effect = FaultEffect.TruncatedAnswer }, ["ProviderUnavailable"]),
        ("stale by hours", new() { Effect = FaultEffect.StaleReads, Seconds = 80_000 }, ["AlreadyExists"]),
        ("another account", new() { Effect = FaultEffect.WrongIdentity }, ["IdentityChanged"]),
    ];

    readonly FakeInventory inventory = new();
    readonly ResultTable table = new("Cloudflare");
    readonly List<string> failures = [];

    [RequiresFact(Requirement.PostgreSql)]
    public async Task No_answer_of_Cloudflare_makes_us_delete_or_make_anything()
    {
        for (var i = 1; i <= 6; i++)
        {
            inventory.Publish($"name{i}");
        }
        await using var host = await DnsHost.StartAsync(inventory, ["example.org"], isTimeSimulated: true, ("Dns:CallTimeout", "00:00:00.500"));
        await host.PutAsync("foreign.example.org", "198.51.100.4");
        await LookAsync(host);
        var before = await StateAsync(host);

        foreach (var (name, fault, codes) in Faults)
        {
            await TryAsync(host, name, fault, codes, before);
        }

        output.WriteLine(table.ToString());
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        inventory.Remove("name1");
        await LookAsync(host);
        Assert.Equal(6, (await host.RecordsAsync()).Count);
    }

    async Task TryAsync(DnsHost host, string name, FaultRule fault, string[] codes, string before)
    {
        host.Simulator.Requests.Clear();
        host.Simulator.Faults.Add(fault with { Credential = "dns" });
        // The mirror is too old by then, and the zone is read.
        host.Simulator.Clock.Advance(TimeSpan.FromMinutes(61));
        var during = await LookAsync(host);
        var told = (await StatusAsync(host)).Silence;
        var again = await LookAsync(host);
        host.Simulator.Faults.Clear();
        host.Simulator.Clock.Advance(TimeSpan.FromMinutes(6));
        var after = await LookAsync(host);

        Check(name, codes.Contains(during.ReasonCode), $"said {during.ReasonCode}, not {string.Join(" or ", codes)}");
        Check(name, told is not null && codes.Contains(told.Code), $"the source is told as {told}");
        Check(name, (await StatusAsync(host)).Silence is null, "the source is not told to be back");
        Check(name, Readable.Is(during.Reason), $"not a sentence for people: {during.Reason}");
        Check(name, again.Outcome is "Waiting" or "Stalled", $"at the second look {again.Outcome}");
        Check(name, after is { Outcome: "Converged" }, $"afterwards {after}");
        Check(name, await StateAsync(host) == before, "the zone is not as it was");
        var effects = host.OurRequests.Sum(request => request.Effects.Count);
        Check(name, effects == 0, $"{effects} effects");
        table.Set(name, "source says", told?.Code ?? "");
        table.Set(name, "deletes", $"{host.OurRequests.SelectMany(r => r.Effects).Count(e => e.Action == "delete")}");
        table.Set(name, "other effects", $"{host.OurRequests.SelectMany(r => r.Effects).Count(e => e.Action != "delete")}");
        table.Set(name, "afterwards", after.Outcome);
        table.Set(name, "in words", during.Reason);
    }

    void Check(string name, bool isTrue, string otherwise)
    {
        if (!isTrue)
        {
            failures.Add($"{name}: {otherwise}");
        }
    }

    static async Task<LookState> LookAsync(DnsHost host)
    {
        await host.AskAsync("example.org");
        var state = await host.IdleAsync("example.org");
        // Back-off and waiting are kept; people do not wait for that long.
        host.Simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        return state;
    }

    static async Task<ZoneStatus> StatusAsync(DnsHost host) =>
        (await host.Services.GetRequiredService<ZoneStatuses>().ReadAsync(ZoneName.Parse("example.org"), default))!;

    static async Task<string> StateAsync(DnsHost host) => string.Join(
        '\n', (await host.RecordsAsync()).Select(record => $"{record.Id} {record.Name} {record.Type} {record.Content} {record.Comment}").Order());
}
