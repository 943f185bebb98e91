using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Lists;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Simulators.Cloudflare.Lists;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using IpList = HomeLab.Contracts.Grpc.Inventory.IpList;
using Uplink = HomeLab.Contracts.Grpc.Inventory.Uplink;

namespace HomeLab.Dns.Tests.Lists;

/// <summary>A list of Cloudflare's account, the real engine and database, and addresses as uplinks leave them there.</summary>
public sealed class IpListReconcilerTests
{
    const string Name = "home_addresses";
    readonly FakeInventory inventory = new();

    /// <summary>A look at the uplink itself, which nobody answers here, may end later and write that nothing is known.</summary>
    readonly Dictionary<string, string> learnt = [];

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-22")]
    public async Task A_list_holds_the_labs_addresses_and_what_others_put_there_stays()
    {
        await using var host = await StartAsync("ipv4", "ipv6");
        Lists(host).Put(Name, "198.51.100.7", "office");
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);
        await LearnAsync(host, "IPv6", "2606:2800:220:1::", 56);

        await HoldsAsync(host, "198.51.100.7", "2606:2800:220::/56", "93.184.216.34");
        await LearnAsync(host, "IPv4", "93.184.216.35", 32);
        await HoldsAsync(host, "198.51.100.7", "2606:2800:220::/56", "93.184.216.35");

        Assert.Equal("office", Lists(host).Items(Name).Single(it => it.Ip == "198.51.100.7").Comment);
        Assert.Equal(2, await host.QueryAsync<long>("SELECT count(*) FROM homelab.owned_object WHERE kind = 'list'"));
        // What is new stands before what is old goes.
        Assert.Equal(["POST", "POST", "DELETE"], host.OurRequests.Where(it => it.IsWrite).Select(it => it.Method));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-22")]
    public async Task An_address_that_is_not_known_changes_nothing_and_a_copied_mark_is_not_ours()
    {
        await using var host = await StartAsync("ipv4");
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);
        await HoldsAsync(host, "93.184.216.34");
        Lists(host).Put(Name, "198.51.100.7", Lists(host).Items(Name).Single().Comment);
        var writes = host.Writes;

        learnt.Clear();
        await host.RunAsync("UPDATE uplink_address SET address = NULL");
        await EndsAsync(host, "Waiting AddressUnknown");
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);
        await EndsAsync(host, "Converged ");

        Assert.Equal(["198.51.100.7", "93.184.216.34"], Lists(host).Items(Name).Select(it => it.Ip));
        Assert.Equal(writes, host.Writes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Nothing_is_removed_under_a_hold()
    {
        await using var host = await StartAsync("ipv4");
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);
        await HoldsAsync(host, "93.184.216.34");

        inventory.Change(snapshot => snapshot.Holds.Add(new PlacedHold
        {
            Id = "1", Scope = $"list/{Name}", Reason = "moving house", PlacedBy = "ops", Until = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)),
        }));
        await LearnAsync(host, "IPv4", "93.184.216.35", 32);
        await EndsAsync(host, "Waiting Held");
        Assert.Equal(["93.184.216.34", "93.184.216.35"], Lists(host).Items(Name).Select(it => it.Ip).Order());

        inventory.Change(snapshot => snapshot.Holds.Clear());
        await HoldsAsync(host, "93.184.216.35");
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-22")]
    public async Task A_lost_answer_is_settled_by_reading_and_nothing_is_sent_twice()
    {
        await using var host = await StartAsync("ipv4");
        host.Simulator.Faults.Add(new FaultRule { Effect = FaultEffect.LostAnswer, Method = "POST", Path = "/accounts/*/rules/lists/*/items", Times = 1 });
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);

        await LookAsync(host);
        await Eventually.TrueAsync(
            () => host.QueryAsync<bool>("SELECT EXISTS (SELECT FROM homelab.owned_object WHERE kind = 'list')"), "it was read back as applied");

        Assert.Equal(["93.184.216.34"], Lists(host).Items(Name).Select(it => it.Ip));
        Assert.Single(host.OurRequests, it => it.IsWrite);
        await EndsAsync(host, "Converged ");
        Assert.Single(host.OurRequests, it => it.IsWrite);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_waits_for_a_person_is_proposed_and_made_once_it_is_approved()
    {
        inventory.Change(snapshot => snapshot.Lab.Policy.Apply = "approve");
        await using var host = await StartAsync("ipv4");
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);
        await EndsAsync(host, "Proposed ApprovalRequired");
        var added = (await host.ProposalAsync())!;
        Assert.Equal(0, host.Writes);

        await ApproveAsync(host, added.Hash);
        await HoldsAsync(host, "93.184.216.34");
        await LearnAsync(host, "IPv4", "93.184.216.35", 32);
        await EndsAsync(host, "Proposed ApprovalRequired");
        var changed = (await host.ProposalAsync())!;
        await host.Control.RejectAsync(new RejectRequest { Kind = IpListReconciler.ListKind, Key = Name, Hash = changed.Hash, Why = "not now" }, DnsHost.Operator);
        await EndsAsync(host, "Stalled Rejected");

        Assert.Equal((IpListReconciler.ListKind, 1, 0), (added.Kind, added.Creates, added.Deletes));
        Assert.NotEqual(added.Hash, changed.Hash);
        Assert.Equal(["93.184.216.34"], Lists(host).Items(Name).Select(it => it.Ip));
        Assert.Equal("ada", await host.QueryAsync<string>("SELECT actor FROM homelab.ledger WHERE kind = 'list' AND entry = 'settlement'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_dry_run_shows_what_it_would_do()
    {
        inventory.Change(snapshot => snapshot.Lab.Policy.Apply = "dryRun");
        await using var host = await StartAsync("ipv4");
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);

        await EndsAsync(host, "Previewed ");

        Assert.Equal(0, host.Writes);
        Assert.Contains("add 93.184.216.34 to home_addresses", await host.QueryAsync<string>("SELECT plan::text FROM homelab.work WHERE kind = 'list'"), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_list_that_the_account_has_not_needs_a_person()
    {
        await using var host = await StartAsync("ipv4");
        inventory.Change(snapshot => snapshot.Lab.Cloudflare.Lists[0].Name = "missing");
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);

        await EndsAsync(host, "Stalled ZoneNotFound", "missing");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_operation_that_fails_is_entered_as_rejected_and_begun_again()
    {
        await using var host = await StartAsync("ipv4");
        Lists(host).NextFailure = "internal";
        await LearnAsync(host, "IPv4", "93.184.216.34", 32);

        await HoldsAsync(host, "93.184.216.34");

        Assert.Equal(1, await host.QueryAsync<long>("SELECT count(*) FROM homelab.intent WHERE kind = 'list' AND status = 'rejected'"));
    }

    async Task<DnsHost> StartAsync(params string[] families)
    {
        inventory.Change(snapshot =>
        {
            snapshot.Lab.Uplinks.Add(new Uplink { Name = "fibre", Quorum = 1, Confirmations = 1, Interval = Duration.FromTimeSpan(TimeSpan.FromHours(1)), PrefixLength = families.Contains("ipv6") ? 56 : 0 });
            snapshot.Lab.Cloudflare.Lists.Add(new IpList { Name = Name, Uplinks = { "fibre" }, Families = { families } });
        });
        var host = await DnsHost.StartAsync(inventory, ("Dns:RetryAfter", "00:00:01"));
        Lists(host).Add(Name);
        return host;
    }

    static async Task ApproveAsync(DnsHost host, string hash) =>
        await host.Control.ApproveAsync(new ApproveRequest { Kind = IpListReconciler.ListKind, Key = Name, Hash = hash }, DnsHost.Operator);

    static ListStore Lists(DnsHost host) => host.Simulator.CloudflareLists;

    Task LearnAsync(DnsHost host, string family, string address, int bits)
    {
        learnt[family] = $"""
        INSERT INTO uplink_address (uplink, family, address, bits, since, told_by, pending_rounds, changed_at, answers, asked_at, agreed_at)
        VALUES ('fibre', '{family}', '{address}', {bits}, now(), ARRAY[]::text[], 0, ARRAY[]::timestamptz[], '[]', now(), now())
        ON CONFLICT (uplink, family) DO UPDATE SET address = excluded.address, bits = excluded.bits
        """;
        return host.RunAsync(learnt[family]);
    }

    /// <summary>Asks for looks until the list is so.</summary>
    async Task HoldsAsync(DnsHost host, params string[] expected) => await Eventually.TrueAsync(
        async () =>
        {
            await LookAsync(host);
            return Lists(host).Items(Name).Select(it => it.Ip).SequenceEqual(expected);
        },
        $"the list holds {string.Join(", ", expected)}");

    async Task EndsAsync(DnsHost host, string outcome, string name = Name) =>
        await Eventually.TrueAsync(async () => await LookAsync(host, name) == outcome, $"a look at {name} ends as {outcome}");

    /// <summary>Asks for a look and returns how the last one ended when none is due any more.</summary>
    async Task<string> LookAsync(DnsHost host, string name = Name)
    {
        foreach (var address in learnt.Values)
        {
            await host.RunAsync(address);
        }
        var asked = TimeProvider.System.GetUtcNow();
        await host.Services.GetRequiredService<WorkQueue>().EnqueueAsync([new WorkKey(IpListReconciler.ListKind, name)], Cause.Here("Test", name, asked), default);
        var outcome = "";
        await Eventually.TrueAsync(async () => (outcome = await OutcomeAsync(host, name, asked)).Length > 0, $"{name} was looked at");
        return outcome;
    }

    /// <summary>Empty while a look is due or under way: what it began with may be older than what the test has changed.</summary>
    static async Task<string> OutcomeAsync(DnsHost host, string name, DateTimeOffset asked)
    {
        await using var command = host.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            SELECT outcome || ' ' || coalesce(reason_code, '') FROM homelab.work
            WHERE kind = 'list' AND key = @name AND leased_by IS NULL AND outcome_at >= @asked AND due_at > @now
            """);
        command.Parameters.Add(new("name", name));
        command.Parameters.Add(new("asked", asked));
        command.Parameters.Add(new("now", TimeProvider.System.GetUtcNow()));
        return (string?)await command.ExecuteScalarAsync() ?? "";
    }
}
