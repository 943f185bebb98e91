using HomeLab.Cloudflare;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>Whole looks, with a real database and a simulated Cloudflare.</summary>
public class DnsReconcilerTests
{
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-13", "DNS-23")]
    public async Task Makes_a_record_of_a_published_endpoint_and_marks_it()
    {
        inventory.Publish("photos", proxied: true);
        await using var host = await DnsHost.StartAsync(inventory);

        var status = await host.LookAsync();

        Assert.Equal(("Applied", ""), (status.Outcome, status.ReasonCode));
        var record = Assert.Single(await host.RecordsAsync());
        Assert.Equal(("photos.example.org", "CNAME", "home.example.net", true), (record.Name, record.Type, record.Content, record.Proxied));
        var installation = await host.QueryAsync<string>("SELECT id FROM homelab.installation");
        var change = await host.QueryAsync<Guid>("SELECT created_by FROM homelab.owned_object");
        Assert.Equal($"homelab/{installation} {change:N}", record.Comment);
        Assert.Equal(2, await host.QueryAsync<long>("SELECT count(*) FROM homelab.ledger"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_second_look_writes_nothing_and_calls_nobody()
    {
        inventory.Publish("photos", proxied: true);
        inventory.Declare("spf", """{"name":"example.org","type":"TXT","values":["v=spf1 -all"],"ttl":300}""");
        inventory.Declare("mail", """{"name":"example.org","type":"MX","mx":[{"priority":10,"exchange":"mail.example.net"}]}""");
        inventory.Declare("v6", """{"name":"six.example.org","type":"AAAA","values":["2001:DB8::0:1"]}""");
        inventory.Declare("srv", """{"name":"_sip._tcp.example.org","type":"SRV","srv":[{"priority":0,"weight":5,"port":5060,"target":"a.example.net"}]}""");
        inventory.Declare("caa", """{"name":"example.org","type":"CAA","caa":[{"flags":0,"tag":"issue","value":"letsencrypt.org"}]}""");
        await using var host = await DnsHost.StartAsync(inventory);
        Assert.Equal("Applied", (await host.LookAsync()).Outcome);
        Assert.Equal(6, (await host.RecordsAsync()).Count);
        host.Simulator.Requests.Clear();

        var status = await host.LookAsync();

        Assert.Equal("Converged", status.Outcome);
        Assert.Empty(host.Requests);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_mirror_that_is_too_old_is_read_again_and_still_nothing_is_written()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        await host.QueryAsync<int>("UPDATE zone SET read_at = read_at - interval '2 hours'; SELECT 1");
        host.Simulator.Requests.Clear();

        var status = await host.LookAsync();

        Assert.Equal("Converged", status.Outcome);
        Assert.NotEmpty(host.OurRequests);
        Assert.Equal(0, host.Writes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-24")]
    public async Task A_foreign_record_is_never_taken_and_said_so()
    {
        inventory.Publish("photos");
        inventory.Publish("wiki");
        await using var host = await DnsHost.StartAsync(inventory);
        var foreign = await host.PutAsync("photos.example.org", "198.51.100.4");

        var status = await host.LookAsync();

        Assert.Equal(("Stalled", "ForeignRecord"), (status.Outcome, status.ReasonCode));
        Assert.Equal("198.51.100.4", (await host.RecordsAsync("photos.example.org")).Single().Content);
        Assert.Equal(foreign.Id, (await host.RecordsAsync("photos.example.org")).Single().Id);
        Assert.Single(await host.RecordsAsync("wiki.example.org"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_nobody_wants_any_more_goes_and_a_foreign_record_beside_it_stays()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.PutAsync("home.example.org", "198.51.100.4");
        await host.LookAsync();
        inventory.Remove("photos");

        await host.LookAsync();

        await Eventually.PassesAsync(async () => Assert.Equal("home.example.org", Assert.Single(await host.RecordsAsync()).Name));
        Assert.Equal(0, await host.QueryAsync<long>("SELECT count(*) FROM homelab.owned_object"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task One_look_remembers_a_new_wish_beside_an_absence_that_has_to_last()
    {
        inventory.Lab.Policy.RemoveAfter = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromMinutes(10));
        inventory.Publish("old");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Remove("old");
        inventory.Publish("anew");

        var status = await host.LookAsync();

        Assert.Equal("Applied", status.Outcome);
        Assert.Equal(1L, await host.QueryAsync<long>("SELECT count(*) FROM claim WHERE absent_since IS NOT NULL"));
        Assert.Equal(2, (await host.RecordsAsync()).Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_absence_has_to_last_and_is_then_acted_on_without_a_further_hint()
    {
        inventory.Lab.Policy.RemoveAfter.Seconds = 2;
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Remove("photos");

        var status = await host.LookAsync();

        Assert.Equal(["RemoveAfter"], status.Withheld.Select(withheld => withheld.ReasonCode));
        Assert.Single(await host.RecordsAsync());
        await Eventually.PassesAsync(async () => Assert.Empty(await host.RecordsAsync()));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-30")]
    public async Task A_silent_source_keeps_its_records()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Remove("photos");
        inventory.Change(_ =>
        {
            inventory.DockerSource.Complete = false;
            inventory.DockerSource.ReasonCode = "ConnectionRefused";
            inventory.DockerSource.Reason = "it refuses the connection.";
        });

        var status = await host.LookAsync();

        Assert.Equal(["SourceIncomplete"], status.Withheld.Select(withheld => withheld.ReasonCode));
        Assert.Single(await host.RecordsAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Works_from_what_Inventory_said_last()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.IsSilent = true;
        var record = Assert.Single(await host.RecordsAsync());
        await host.Somebody.DeleteRecordAsync(host.ZoneId, record.Id, default);
        await host.QueryAsync<int>("UPDATE zone SET read_at = NULL; SELECT 1");

        var status = await host.LookAsync();

        Assert.Equal("Applied", status.Outcome);
        Assert.Single(await host.RecordsAsync());
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [Proves("DNS-26")]
    [InlineData("dryRun", "Previewed")]
    [InlineData("approve", "Proposed")]
    public async Task Nothing_is_applied_unless_the_policy_says_so(string apply, string outcome)
    {
        inventory.Publish("photos");
        inventory.Lab.Policy.Apply = apply;
        await using var host = await DnsHost.StartAsync(inventory);

        var status = await host.LookAsync();

        Assert.Equal(outcome, status.Outcome);
        Assert.Equal(0, host.Writes);
        Assert.Contains("create photos.example.org", await host.QueryAsync<string>("SELECT plan::text FROM homelab.work"), StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_refused_token_stalls_with_one_clear_message_that_does_not_hold_it()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory, ("DNS_TEST_TOKEN", "a-token-that-nobody-knows"));

        var status = await host.LookAsync();

        Assert.Equal(("Stalled", "TokenRefused"), (status.Outcome, status.ReasonCode));
        Assert.Contains("environment variable DNS_TEST_TOKEN", status.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody-knows", status.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await host.QueryAsync<long>("SELECT count(*) FROM homelab.outbox WHERE urn LIKE '%zone-degraded%'"));
        await host.LookAsync();
        Assert.Equal(1, await host.QueryAsync<long>("SELECT count(*) FROM homelab.outbox WHERE urn LIKE '%zone-degraded%'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_zone_that_cannot_be_seen_stops_no_other()
    {
        inventory.Publish("photos");
        inventory.Lab.Cloudflare.Zones.Add("missing.example");
        await using var host = await DnsHost.StartAsync(inventory);

        Assert.Equal("ZoneNotFound", (await host.LookAsync("missing.example")).ReasonCode);
        Assert.Equal("Applied", (await host.LookAsync()).Outcome);
        Assert.Single(await host.RecordsAsync());
    }

    [RequiresTheory(Requirement.PostgreSql)]
    [InlineData(FaultEffect.LostAnswer)]
    [InlineData(FaultEffect.NotApplied)]
    [InlineData(FaultEffect.AppliedLate)]
    public async Task A_lost_answer_is_settled_by_reading_and_makes_no_second_record(FaultEffect effect)
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        host.Simulator.Faults.Add(new FaultRule { Effect = effect, Method = "POST", Times = 1, Seconds = 1 });

        await host.LookAsync();
        await Eventually.PassesAsync(async () => Assert.Equal("Converged", (await host.LookAsync()).Outcome));

        Assert.Single(await host.RecordsAsync());
        Assert.Equal(1, await host.QueryAsync<long>("SELECT count(*) FROM homelab.owned_object"));
        Assert.Equal(0, await host.QueryAsync<long>("SELECT count(*) FROM homelab.intent WHERE status IN ('open', 'unconfirmed')"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-19")]
    public async Task A_refused_batch_is_made_one_by_one_and_the_bad_record_is_named()
    {
        inventory.Publish("photos");
        inventory.Publish("wiki");
        inventory.Declare("bad", """{"name":"bad.example.org","type":"A","values":["192.0.2.1"],"ttl":31}""");
        await using var host = await DnsHost.StartAsync(inventory);

        var status = await host.LookAsync();

        Assert.Equal(("Stalled", "Refused"), (status.Outcome, status.ReasonCode));
        Assert.StartsWith("create bad.example.org A 192.0.2.1", status.Reason, StringComparison.Ordinal);
        Assert.Equal(["photos.example.org", "wiki.example.org"], (await host.RecordsAsync()).Select(record => record.Name).Order());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Retry_after_is_waited_out()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory, ("Dns:RetryAfter", "00:00:00.100"));
        host.Simulator.Faults.Add(new FaultRule { Effect = FaultEffect.RateLimited, Credential = "dns", RetryAfterSeconds = 4, Times = 1 });

        var status = await host.LookAsync();

        Assert.Equal(("Waiting", "RateLimited"), (status.Outcome, status.ReasonCode));
        await Eventually.PassesAsync(async () => Assert.Single(await host.RecordsAsync()));
        var ours = host.OurRequests.ToList();
        Assert.InRange((ours[1].At - ours[0].At).TotalSeconds, 3.5, 20);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-21")]
    public async Task What_was_set_by_hand_on_our_record_is_kept()
    {
        inventory.Declare("a", """{"name":"a.example.org","type":"A","values":["192.0.2.1"]}""");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var made = Assert.Single(await host.RecordsAsync());
        await host.Somebody.EditRecordAsync(
            host.ZoneId, new RecordWrite { Id = made.Id, Ttl = 600, Comment = made.Comment + ", the old printer" }, default);
        inventory.Change(s => s.Documents[0].SpecJson = """{"name":"a.example.org","type":"A","values":["192.0.2.2"]}""");

        Assert.Equal(("Applied", ""), await host.LookAsync() is var status ? (status.Outcome, status.Reason) : default);

        var changed = Assert.Single(await host.RecordsAsync());
        Assert.Equal((made.Id, "192.0.2.2", 600, made.Comment + ", the old printer"), (changed.Id, changed.Content, changed.Ttl, changed.Comment));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_record_that_somebody_put_there_since_the_mirror_was_read_is_seen_before_the_write()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        await host.PutAsync("wiki.example.org", "198.51.100.4");
        inventory.Publish("wiki", target: "192.0.2.1");

        var status = await host.LookAsync();

        Assert.Equal(("Stalled", "ForeignRecord"), (status.Outcome, status.ReasonCode));
        Assert.Equal("198.51.100.4", Assert.Single(await host.RecordsAsync("wiki.example.org")).Content);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_record_that_lost_its_mark_is_neither_changed_nor_deleted()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var made = Assert.Single(await host.RecordsAsync());
        await host.Somebody.EditRecordAsync(host.ZoneId, new RecordWrite { Id = made.Id, Comment = "mine now" }, default);
        inventory.Remove("photos");

        var status = await host.LookAsync();

        Assert.Equal(["OnlyLedgerMark"], status.Withheld.Select(withheld => withheld.ReasonCode));
        Assert.Equal("mine now", Assert.Single(await host.RecordsAsync()).Comment);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-35")]
    public async Task An_alias_takes_the_place_of_an_address_in_one_call()
    {
        inventory.Publish("photos", target: "192.0.2.1");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Change(s => s.Endpoints[0].Publication.Target = "home.example.net");
        host.Simulator.Requests.Clear();

        var status = await host.LookAsync();

        Assert.Equal("Applied", status.Outcome);
        Assert.Equal("CNAME", Assert.Single(await host.RecordsAsync()).Type);
        Assert.Equal(1, host.Writes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_fact_survives_a_stop_between_the_write_and_its_record()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.RunAsync("""
            CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the process stops here'; END $$;
            CREATE TRIGGER stop BEFORE INSERT ON homelab.outbox FOR EACH ROW EXECUTE FUNCTION stop();
            """);
        await host.AskAsync("example.org");
        await Eventually.TrueAsync(async () => (await host.RecordsAsync()).Count == 1, "the record is made");
        await Eventually.TrueAsync(async () => await host.QueryAsync<long>("SELECT count(*) FROM homelab.ledger") == 2, "it is settled");
        Assert.Equal(0, await host.QueryAsync<long>("SELECT count(*) FROM zone WHERE outcome IS NOT NULL"));

        await host.RunAsync("DROP TRIGGER stop ON homelab.outbox");
        await host.RunAsync("UPDATE homelab.work SET leased_until = now()");
        var status = await host.LookAsync();
        await host.LookAsync();

        Assert.Equal("Converged", status.Outcome);
        Assert.Equal(1, host.Writes);
        Assert.Equal(
            """{"created" : 1, "entries" : 1}""",
            await host.QueryAsync<string>("""
                SELECT json_build_object('created', body->'created', 'entries', jsonb_array_length(body->'ledgerEntries'))::text
                FROM homelab.outbox WHERE urn LIKE '%zone-converged%'
                """));
    }
}
