using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Draining;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Dns.Tests.Draining;

/// <summary>What is announced to stop is out of its name before it does, and comes back when it works again.</summary>
public sealed class DrainsTests
{
    const string Thing = "docker/host/photos";
    const string Why = "The disk is changed.";
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Even_the_last_record_of_a_name_goes_before_its_thing_stops_and_comes_back_once_that_is_healthy()
    {
        await using var host = await StartAsync();

        var asked = await AskAsync(host);
        await UntilAsync(host, records => records == 0);
        await UntilWithheldAsync(host, "StopAnnounced");
        Judge("unhealthy");
        await Drains(host).EndAsync(Thing, "bob", default);
        await UntilWithheldAsync(host, "WaitsForHealth");
        Assert.Empty(await host.RecordsAsync());
        Judge("healthy");
        await UntilAsync(host, records => records == 1);

        Assert.Equal((DrainedState.There, false), (Assert.Single(asked.Records).State, asked.IsDone));
        Assert.Equal(
            ["ada", $"ada announced that {Thing} stops"],
            await host.QueryAsync<string[]>("SELECT ARRAY[actor, split_part(reason, ' (', 1)] FROM homelab.ledger WHERE action = 'delete' AND entry = 'settlement'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task It_can_be_stopped_once_no_server_answers_it_and_no_cache_has_it()
    {
        await using var host = await StartAsync();
        await AskAsync(host);
        await UntilAsync(host, records => records == 0);
        var later = new FakeTimeProvider(host.Services.GetRequiredService<TimeProvider>().GetUtcNow().AddMinutes(6));

        Assert.Equal((DrainedState.Cached, false), await StateAsync(host, TimeProvider.System));
        Assert.Equal((DrainedState.Gone, true), await StateAsync(host, later));
        await host.RunAsync(
            """
            INSERT INTO answer (zone, object, record, is_gone, state, detail, since, asked_at)
            SELECT 'example.org', object, detail->'expected', false, 'Verified', '', at, at FROM homelab.ledger WHERE action = 'delete' AND entry = 'intent'
            """);
        Assert.Equal((DrainedState.Unverified, false), await StateAsync(host, later));
        await host.RunAsync("UPDATE answer SET is_gone = true, state = 'Differs', detail = '192.0.2.53 still has it'");
        Assert.Equal((DrainedState.Answered, false), await StateAsync(host, later));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Who_stays_silent_or_holds_keeps_the_record_and_that_is_told()
    {
        await using var host = await StartAsync();
        inventory.Change(snapshot => snapshot.Sources.Add(new Source { Name = "docker/other", Complete = false, ReasonCode = "Unreachable", Reason = "It cannot be reached." }));
        await AskAsync(host);
        await UntilWithheldAsync(host, "SourceIncomplete");
        var silent = Assert.Single(Assert.Single(await Drains(host).ListAsync(Thing, default)).Records);
        inventory.Change(snapshot =>
        {
            snapshot.Sources.RemoveAt(2);
            snapshot.Holds.Add(new PlacedHold { Id = "1", Scope = "zone/example.org", Reason = "moving", Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)) });
        });
        await UntilWithheldAsync(host, "Held");
        var held = Assert.Single(Assert.Single(await Drains(host).ListAsync("", default)).Records);

        Assert.Equal((DrainedState.There, "SourceIncomplete"), (silent.State, silent.Why?.Code));
        Assert.Equal((DrainedState.There, "Held"), (held.State, held.Why?.Code));
        Assert.Single(await host.RecordsAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_announcement_ends_by_itself()
    {
        await using var host = await StartAsync();
        await AskAsync(host);
        await UntilAsync(host, records => records == 0);

        await Drains(host).AskAsync(Thing, Why, TimeProvider.System.GetUtcNow().AddSeconds(1), "ada", default);

        await Eventually.TrueAsync(async () => (await host.RecordsAsync()).Count == 1, "the record is made again");
        Assert.Empty(await Drains(host).ListAsync("", default));
        Assert.False(await Drains(host).EndAsync(Thing, "ada", default));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_may_not_be_withdrawn_is_refused()
    {
        await using var host = await StartAsync(withdraw: false);

        var stays = await Assert.ThrowsAsync<DrainRefusedException>(() => AskAsync(host));
        var unknown = await Assert.ThrowsAsync<DrainRefusedException>(() => AskAsync(host, "docker/host/photo"));

        Assert.Equal((false, true), (stays.IsUnknown, unknown.IsUnknown));
        Assert.Empty(await Drains(host).ListAsync("", default));
    }

    [Theory]
    [InlineData("docker/host", "docker/host/photos", true)]
    [InlineData("docker/host/photos", "docker/host/photos#r/photos.example.org", true)]
    [InlineData("docker/host/photos", "docker/host/photos", true)]
    [InlineData("docker/host/photo", "docker/host/photos", false)]
    [InlineData("docker/host/photos/server", "docker/host/photos", false)]
    public void A_thing_is_all_below_its_address(string thing, string address, bool isOf) =>
        Assert.Equal(isOf, new Drain(thing, Why, "ada", Some.Now, Some.Now.AddHours(1)).IsOf(address));

    async Task<DnsHost> StartAsync(bool withdraw = true)
    {
        inventory.Publish("photos");
        Judge("healthy", withdraw);
        var host = await DnsHost.StartAsync(inventory);
        await UntilAsync(host, records => records == 1);
        return host;
    }

    static Drains Drains(DnsHost host) => host.Services.GetRequiredService<Drains>();

    static Task<DrainReport> AskAsync(DnsHost host, string thing = Thing) =>
        Drains(host).AskAsync(thing, Why, TimeProvider.System.GetUtcNow().AddHours(1), "ada", default);

    /// <summary>How it would be told at that time.</summary>
    static async Task<(DrainedState State, bool IsDone)> StateAsync(DnsHost host, TimeProvider time)
    {
        var records = ActivatorUtilities.CreateInstance<DrainedRecords>(host.Services, time);
        var report = Assert.Single(await ActivatorUtilities.CreateInstance<Drains>(host.Services, records).ListAsync(Thing, default));
        return (Assert.Single(report.Records).State, report.IsDone);
    }

    static Task UntilAsync(DnsHost host, Func<int, bool> condition) => Eventually.TrueAsync(
        async () =>
        {
            await host.LookAsync();
            return condition((await host.RecordsAsync()).Count);
        },
        "the zone has so many records");

    /// <summary>The first look may have begun before what the test did last.</summary>
    static Task UntilWithheldAsync(DnsHost host, string code) => Eventually.TrueAsync(
        async () => await host.LookAsync() is { Outcome: "Converged", Withheld: [{ ReasonCode: var withheld }] } && withheld == code, $"one change is withheld: {code}");

    void Judge(string health, bool withdraw = true) => inventory.Change(snapshot =>
    {
        snapshot.Readiness.Clear();
        snapshot.Readiness.Add(new Readiness
        {
            Address = $"{Thing}#r/photos.example.org", Thing = "system/docker/host/immich", Health = health, Reason = $"it is {health}", Withdraw = withdraw,
            Since = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow()),
        });
    });
}
