using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Records;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>Records become ours, or cease to be, when a person asks for it and approves what it leads to; none of them is written anew.</summary>
public class OwnershipTests
{
    const string Zone = "example.org";
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-23")]
    public async Task A_mark_that_somebody_deleted_is_put_back()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var record = Assert.Single(await host.RecordsAsync());
        Assert.NotNull(OwnerMark.Of(record.Comment));
        await host.Somebody.EditRecordAsync(host.ZoneId, new() { Id = record.Id, Comment = "the hall" }, default);
        await host.DoubtAsync(Zone);
        Assert.Equal("OnlyLedgerMark", Assert.Single((await host.LookAsync()).Withheld).ReasonCode);

        await ApproveAsync(host, OwnershipAction.Recover);

        var back = Assert.Single(await host.RecordsAsync());
        Assert.Equal((record.Id, record.Content), (back.Id, back.Content));
        Assert.EndsWith(" the hall", back.Comment, StringComparison.Ordinal);
        Assert.Equal("Converged", (await host.LookAsync()).Outcome);
        inventory.Remove("photos");
        await host.LookAsync();
        await Eventually.PassesAsync(async () => Assert.Empty(await host.RecordsAsync()));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-23")]
    public async Task What_carries_our_mark_is_ours_again_after_the_ledgers_projection_was_lost()
    {
        inventory.Publish("photos");
        inventory.Publish("wiki");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var before = (await host.RecordsAsync()).Select(record => (record.Id, record.Name, record.Content)).Order().ToList();
        // What a database that was restored from before their making knows.
        await host.RunAsync("DELETE FROM homelab.owned_object; DELETE FROM claim; UPDATE homelab.intent SET status = 'applied'");
        await host.DoubtAsync(Zone);
        Assert.All((await host.LookAsync()).Withheld, line => Assert.Equal("OnlyCommentMark", line.ReasonCode));

        await ApproveAsync(host, OwnershipAction.Recover);

        Assert.Equal(before, (await host.RecordsAsync()).Select(record => (record.Id, record.Name, record.Content)).Order());
        Assert.Equal(2, await host.QueryAsync<long>("SELECT count(*) FROM homelab.owned_object"));
        Assert.Equal("Converged", (await host.LookAsync()).Outcome);
        Assert.Equal(["ada"], await host.QueryAsync<string[]>("SELECT array_agg(DISTINCT actor) FROM homelab.ledger WHERE action = 'mark'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-24")]
    public async Task What_is_there_is_adopted_only_when_it_is_as_the_lab_asks_and_a_person_approves()
    {
        inventory.Publish("photos");
        inventory.Publish("wiki");
        await using var host = await DnsHost.StartAsync(inventory);
        var photos = await host.PutAsync("photos.example.org", "home.example.net", "CNAME");
        await host.PutAsync("wiki.example.org", "elsewhere.example.net", "CNAME");
        Assert.Equal("ForeignRecord", (await host.LookAsync()).ReasonCode);
        var writes = host.Writes;

        await AskAsync(host, OwnershipAction.Adopt);
        var proposal = (await host.ProposalAsync())!;
        Assert.Equal(["OwnershipAsked"], proposal.Reasons.Select(reason => reason.Code));
        Assert.Equal(writes, host.Writes);
        await host.ApproveAsync(proposal.Hash);

        await Eventually.PassesAsync(async () => Assert.EndsWith(" by hand", (await host.RecordsAsync("photos.example.org")).Single().Comment, StringComparison.Ordinal));
        await host.IdleAsync(Zone);
        Assert.Equal(photos.Id, await host.QueryAsync<string>("SELECT provider_id FROM homelab.owned_object"));
        Assert.Equal("by hand", (await host.RecordsAsync("wiki.example.org")).Single().Comment);
        Assert.Equal("ForeignRecord", Assert.Single((await host.LookAsync()).Withheld).ReasonCode);
        Assert.Null(await host.ProposalAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-25")]
    public async Task One_installation_hands_a_zone_over_to_another_and_nothing_is_deleted_in_between()
    {
        inventory.Publish("photos");
        await using var first = await DnsHost.StartAsync(inventory);
        await first.LookAsync();
        var record = Assert.Single(await first.RecordsAsync());
        var others = new FakeInventory();
        others.Publish("photos");
        await using var second = await DnsHost.StartAsync(others);
        others.Change(lab => lab.Lab.Cloudflare.Url = first.Simulator.Cloudflare.ToString());

        await AskAsync(second, OwnershipAction.Take);
        Assert.Equal("OtherInstallation", Assert.Single((await second.LookAsync()).Withheld).ReasonCode);
        Assert.Null(await second.ProposalAsync());

        await ApproveAsync(first, OwnershipAction.Release);
        Assert.Equal(0, await first.QueryAsync<long>("SELECT count(*) FROM homelab.owned_object"));
        Assert.Equal("Released", Assert.Single((await first.LookAsync()).Withheld).ReasonCode);
        await ApproveAsync(second, OwnershipAction.Take);

        Assert.Equal(record.Id, await second.QueryAsync<string>("SELECT provider_id FROM homelab.owned_object"));
        Assert.Equal("Converged", (await second.LookAsync()).Outcome);
        await first.DoubtAsync(Zone);
        Assert.Equal("OtherInstallation", Assert.Single((await first.LookAsync()).Withheld).ReasonCode);
        Assert.Equal(record.Id, Assert.Single(await first.RecordsAsync()).Id);
        Assert.DoesNotContain(first.Requests, request => request.Method == "DELETE");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Who_asks_while_a_look_writes_waits_for_it()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.PutAsync("photos.example.org", "home.example.net", "CNAME");
        await host.LookAsync();
        var zone = ZoneName.Parse(Zone);

        await host.WhileALookWritesAsync(() => host.Services.GetRequiredService<OwnershipWishes>()
            .AddAsync(zone, DnsReconciler.KeyOf(zone), new OwnershipWish(OwnershipAction.Adopt, Name: null, "ada"), default));

        await Eventually.TrueAsync(async () => await host.ProposalAsync() is not null, "the wish is proposed");
    }

    static async Task ApproveAsync(DnsHost host, OwnershipAction action)
    {
        await AskAsync(host, action);
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);
        await Eventually.TrueAsync(async () => await host.ProposalAsync() is null, "the approved plan is carried out");
        await host.IdleAsync(Zone);
    }

    /// <summary>Asks, and waits until the zone was looked at with that in mind.</summary>
    static async Task AskAsync(DnsHost host, OwnershipAction action)
    {
        var zone = ZoneName.Parse(Zone);
        await host.Services.GetRequiredService<OwnershipWishes>().AddAsync(zone, DnsReconciler.KeyOf(zone), new OwnershipWish(action, Name: null, "ada"), default);
        await host.LookAsync();
    }
}
