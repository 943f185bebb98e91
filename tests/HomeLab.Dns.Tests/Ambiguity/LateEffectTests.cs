using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Simulators.Faults;
using HomeLab.Testing.Requirements;

namespace HomeLab.Dns.Tests.Ambiguity;

/// <summary>An effect that comes after its change was entered as rejected: ours all the same, by its mark.</summary>
public sealed class LateEffectTests
{
    const string Zone = "example.org";
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_record_that_comes_after_everybody_gave_it_up_is_adopted_and_goes_when_nobody_wants_it()
    {
        await using var host = await StartAsync();
        var time = new DrivenTime(host.Simulator);
        await LoseAsync(host);
        // What is sent instead is lost for good, and by then the first has come.
        host.Simulator.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Status = 500, Method = "POST", Credential = "dns", Times = 1 });

        Assert.Equal("Converged", (await time.SettleAsync(host, Zone)).Outcome);

        var record = Assert.Single(await host.RecordsAsync());
        Assert.Equal(record.Id, await host.QueryAsync<string>("SELECT provider_id FROM homelab.owned_object"));
        Assert.Equal(
            ["create Rejected", "create Rejected", "adopt Applied"],
            await host.QueryAsync<string[]>("SELECT array_agg(action || ' ' || result ORDER BY id) FROM homelab.ledger WHERE entry = 'settlement'"));
        Assert.Contains("late effect of change", await host.QueryAsync<string>("SELECT reason FROM homelab.ledger WHERE action = 'adopt' LIMIT 1"), StringComparison.Ordinal);
        inventory.Remove("photos");
        Assert.Equal("Applied", (await host.LookAsync()).Outcome);
        Assert.Empty(await host.RecordsAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_record_that_comes_when_nobody_wants_it_any_more_is_put_to_a_person()
    {
        await using var host = await StartAsync();
        var time = new DrivenTime(host.Simulator);
        await LoseAsync(host);
        inventory.Remove("photos");
        await time.SettleAsync(host, Zone);
        Assert.Empty(await host.RecordsAsync());
        await time.AdvanceAsync(TimeSpan.FromMinutes(2));
        await host.DoubtAsync(Zone);

        var status = await host.LookAsync();

        Assert.Equal(("Proposed", "UnknownClaim"), (status.Outcome, status.ReasonCode));
        Assert.Single(await host.RecordsAsync());
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);
        await host.IdleAsync(Zone);
        Assert.Empty(await host.RecordsAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_mark_that_somebody_copied_to_another_record_is_no_late_effect()
    {
        await using var host = await StartAsync();
        var time = new DrivenTime(host.Simulator);
        await LoseAsync(host);
        inventory.Remove("photos");
        await time.SettleAsync(host, Zone);
        var (installation, intent) = (await host.QueryAsync<string>("SELECT id FROM homelab.installation"), await host.QueryAsync<Guid>("SELECT id FROM homelab.intent"));
        await host.Somebody.CreateRecordAsync(
            host.ZoneId, new() { Type = "A", Name = "theirs.example.org", Content = "198.51.100.4", Comment = $"homelab/{installation} {intent:N}" }, default);
        await host.DoubtAsync(Zone);

        var status = await host.LookAsync();

        Assert.Equal(["OnlyCommentMark"], status.Withheld.Select(line => line.ReasonCode));
        Assert.Equal(0, await host.QueryAsync<long>("SELECT count(*) FROM homelab.owned_object"));
    }

    Task<DnsHost> StartAsync() => DnsHost.StartAsync(
        inventory, [Zone], isTimeSimulated: true, ("Reconciliation:Grace", "00:00:05"), ("Dns:CallTimeout", "00:00:15"), ("Dns:WriteTimeout", "00:01:00"),
        ("Dns:ResyncInterval", "7.00:00:00"));

    /// <summary>A record is asked for, nobody hears of it, and it comes long after deadline and grace.</summary>
    async Task LoseAsync(DnsHost host)
    {
        host.Simulator.Faults.Add(new FaultRule { Effect = FaultEffect.AppliedLate, Seconds = 100, Method = "POST", Credential = "dns", Times = 1 });
        inventory.Publish("photos");
        await host.AskAsync(Zone);
        Assert.Equal("Unconfirmed", (await host.IdleAsync(Zone)).ReasonCode);
    }
}
