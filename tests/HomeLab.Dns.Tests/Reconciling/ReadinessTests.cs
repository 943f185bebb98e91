using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing.Requirements;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>Records that wait for the health of what they lead to.</summary>
public sealed class ReadinessTests
{
    const string Photos = "docker/host/photos#r/photos.example.org";
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_record_is_made_once_what_it_leads_to_is_healthy_and_stays_when_nobody_knows_any_more()
    {
        inventory.Publish("photos");
        Judge("unknown");
        await using var host = await DnsHost.StartAsync(inventory, ("Dns:WithdrawAfter", "00:00:00"));

        var unknown = await host.LookAsync();
        Assert.Empty(await host.RecordsAsync());
        Judge("healthy");
        var healthy = await host.LookAsync();
        var made = Assert.Single(await host.RecordsAsync());
        Judge("unknown", withdraw: true);
        await host.LookAsync();
        Judge("degraded", withdraw: true);
        await host.LookAsync();
        var stays = Assert.Single(await host.RecordsAsync());
        Judge("unhealthy", withdraw: true);
        var last = await host.LookAsync();

        Assert.Equal(("Converged", "WaitsForHealth"), (unknown.Outcome, Assert.Single(unknown.Withheld).ReasonCode));
        Assert.Equal("Applied", healthy.Outcome);
        Assert.Equal(made.Id, stays.Id);
        Assert.Equal("LastOfName", Assert.Single(last.Withheld).ReasonCode);
        Assert.Single(await host.RecordsAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task One_of_several_is_withdrawn_while_it_is_unhealthy_and_comes_back()
    {
        inventory.Declare("one", """{"name":"www.example.org","type":"A","values":["192.0.2.1"]}""");
        inventory.Declare("two", """{"name":"www.example.org","type":"A","values":["192.0.2.2"],"when":"healthy","waitsFor":"two","withdraw":true}""");
        Judge("healthy", "DnsRecord/two", withdraw: true);
        await using var host = await DnsHost.StartAsync(inventory, ("Dns:WithdrawAfter", "00:00:00"));
        await host.LookAsync();
        Assert.Equal(["192.0.2.1", "192.0.2.2"], (await host.RecordsAsync()).Select(record => record.Content).Order());

        Judge("unhealthy", "DnsRecord/two", withdraw: true);
        await host.LookAsync();
        Assert.Equal("192.0.2.1", Assert.Single(await host.RecordsAsync()).Content);
        var look = await host.LookAsync();
        Judge("healthy", "DnsRecord/two", withdraw: true);
        await host.LookAsync();

        Assert.Equal(("Converged", "WaitsForHealth"), (look.Outcome, Assert.Single(look.Withheld).ReasonCode));
        Assert.Equal(["192.0.2.1", "192.0.2.2"], (await host.RecordsAsync()).Select(record => record.Content).Order());
    }

    void Judge(string health, string address = Photos, bool withdraw = false) => inventory.Change(snapshot =>
    {
        snapshot.Readiness.Clear();
        snapshot.Readiness.Add(new Readiness
        {
            Address = address, Thing = "system/docker/host/immich", Health = health, Reason = $"it is {health}", Withdraw = withdraw,
            Since = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(-1)),
        });
    });
}
