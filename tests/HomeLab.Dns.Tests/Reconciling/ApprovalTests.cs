using System.Text.Json;
using Grpc.Core;
using HomeLab.Cloudflare;
using HomeLab.Contracts.Grpc.Control;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>What is kept back, and what becomes of it once a person has decided.</summary>
public class ApprovalTests
{
    readonly FakeInventory inventory = new();

    public ApprovalTests()
    {
        inventory.Lab.Policy.MaxDeletes = 5;
        inventory.Lab.Policy.MaxDeleteShare = 0.3;
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-28")]
    public async Task Exactly_the_approved_plan_is_carried_out_in_the_persons_name_and_once()
    {
        inventory.Lab.Policy.Apply = "approve";
        inventory.Publish("photos");
        inventory.Publish("wiki");
        await using var host = await DnsHost.StartAsync(inventory);
        Assert.Equal(("Proposed", "ApprovalRequired"), await host.LookAsync() is var first ? (first.Outcome, first.ReasonCode) : default);
        var proposal = (await host.ProposalAsync())!;
        Assert.Equal(("Waiting", 2, 0, 0), (proposal.Status, proposal.Creates, proposal.Updates, proposal.Deletes));
        Assert.Equal(0, host.Writes);

        await host.LookAsync();
        Assert.Equal(proposal, await host.ProposalAsync());
        await host.ApproveAsync(proposal.Hash);
        await Eventually.PassesAsync(async () => Assert.Equal(2, (await host.RecordsAsync()).Count));
        // With the outcome of the look that used it; the next one is another's.
        await Eventually.PassesAsync(async () => Assert.Equal("Used", await host.QueryAsync<string>("SELECT coalesce(closed_as, '') FROM homelab.proposal")));

        Assert.Equal("Converged", (await host.LookAsync()).Outcome);
        Assert.Null(await host.ProposalAsync());
        Assert.Equal(["ada"], await host.QueryAsync<string[]>("SELECT array_agg(DISTINCT actor) FROM homelab.ledger"));
        Assert.Equal(["Approval"], await host.QueryAsync<string[]>("SELECT array_agg(DISTINCT cause_kind) FROM homelab.ledger"));
        Assert.Equal(1, await host.QueryAsync<long>("SELECT count(*) FROM homelab.outbox WHERE urn LIKE '%approval-requested%'"));
        Assert.Equal(1, await host.QueryAsync<long>("SELECT count(*) FROM homelab.outbox WHERE urn LIKE '%approval-decided%'"));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_outdated_hash_is_refused_with_what_the_plan_is_now()
    {
        inventory.Lab.Policy.Apply = "approve";
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var outdated = (await host.ProposalAsync())!.Hash;
        inventory.Publish("wiki");
        await host.LookAsync();
        var current = (await host.ProposalAsync())!.Hash;

        var refusal = await Assert.ThrowsAsync<RpcException>(() => host.ApproveAsync(outdated));

        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Contains(current, refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("2 to create, 0 to update, 0 to delete", refusal.Status.Detail, StringComparison.Ordinal);
        await host.LookAsync();
        Assert.Equal(0, host.Writes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task An_approval_does_not_cover_what_the_world_has_become_since()
    {
        inventory.Lab.Policy.Apply = "approve";
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var proposal = (await host.ProposalAsync())!;
        // Moved, and nobody has looked yet.
        inventory.Publish("wiki");

        await host.ApproveAsync(proposal.Hash);
        await Eventually.PassesAsync(async () => Assert.NotEqual(proposal.Hash, (await host.ProposalAsync())!.Hash));

        Assert.Equal("Waiting", (await host.ProposalAsync())!.Status);
        Assert.Equal(0, host.Writes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_rejected_is_neither_made_nor_asked_for_again()
    {
        inventory.Lab.Policy.Apply = "approve";
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var proposal = (await host.ProposalAsync())!;

        await host.Control.RejectAsync(new RejectRequest { Kind = "zone", Key = "example.org", Hash = proposal.Hash, Why = "Not yet." }, DnsHost.Operator);
        var status = await host.LookAsync();

        Assert.Equal(("Stalled", "Rejected"), (status.Outcome, status.ReasonCode));
        Assert.Contains("ada rejected this plan: Not yet.", status.Reason, StringComparison.Ordinal);
        Assert.Equal(("Rejected", "ada"), await host.ProposalAsync() is { } kept ? (kept.Status, kept.DecidedBy) : default);
        inventory.Publish("wiki");
        Assert.Equal("Proposed", (await host.LookAsync()).Outcome);
        Assert.Equal(0, host.Writes);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_viewer_sees_what_waits_and_decides_nothing()
    {
        inventory.Lab.Policy.Apply = "approve";
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        var proposal = (await host.ProposalAsync())!;

        var approving = await Assert.ThrowsAsync<RpcException>(async () => await host.Control.ApproveAsync(
            new ApproveRequest { Kind = proposal.Kind, Key = proposal.Key, Hash = proposal.Hash }, DnsHost.Viewer));
        var rejecting = await Assert.ThrowsAsync<RpcException>(async () => await host.Control.RejectAsync(
            new RejectRequest { Kind = proposal.Kind, Key = proposal.Key, Hash = proposal.Hash }, DnsHost.Viewer));

        Assert.Equal((StatusCode.PermissionDenied, StatusCode.PermissionDenied), (approving.StatusCode, rejecting.StatusCode));
        Assert.Equal("Waiting", (await host.ProposalAsync())!.Status);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Deletes_beyond_the_hourly_limit_wait_and_the_rest_of_the_plan_does_not()
    {
        for (var i = 0; i < 8; i++)
        {
            inventory.Publish($"old{i}");
        }
        inventory.Lab.Policy.MaxDeleteShare = 1;
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Remove("old0");
        inventory.Remove("old1");
        Assert.Equal("Applied", (await host.LookAsync()).Outcome);
        for (var i = 2; i < 6; i++)
        {
            inventory.Remove($"old{i}");
        }
        inventory.Publish("new");

        var status = await host.LookAsync();

        Assert.Equal(("Proposed", "MaxDeletes"), (status.Outcome, status.ReasonCode));
        Assert.Contains("4 deletes besides 2 within the last 01:00:00; the lab allows 5", status.Reason, StringComparison.Ordinal);
        Assert.Equal(7, (await host.RecordsAsync()).Count);
        Assert.Single(await host.RecordsAsync("new.example.org"));
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);
        await Eventually.PassesAsync(async () => Assert.Equal(3, (await host.RecordsAsync()).Count));
        // What a person approved takes nothing from what is allowed without one.
        inventory.Remove("old6");
        Assert.Equal("Applied", (await host.LookAsync()).Outcome);
    }

    [RequiresFact(Requirement.PostgreSql)]
    [Proves("DNS-29")]
    public async Task Deletes_beyond_the_share_wait()
    {
        for (var i = 0; i < 10; i++)
        {
            inventory.Publish($"old{i}");
        }
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        for (var i = 0; i < 4; i++)
        {
            inventory.Remove($"old{i}");
        }

        var status = await host.LookAsync();

        Assert.Equal(("Proposed", "MaxDeleteShare"), (status.Outcome, status.ReasonCode));
        Assert.Equal(10, (await host.RecordsAsync()).Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Whoever_keeps_changing_it_back_is_left_to_a_person()
    {
        inventory.Declare("a", """{"name":"a.example.org","type":"A","values":["192.0.2.1"]}""");
        await using var host = await DnsHost.StartAsync(inventory, ("Dns:ReadLag", "00:00:00"));
        await host.LookAsync();
        for (var round = 0; round < 4; round++)
        {
            var record = Assert.Single(await host.RecordsAsync());
            Assert.Equal("192.0.2.1", record.Content);
            await host.Somebody.EditRecordAsync(host.ZoneId, new RecordWrite { Id = record.Id, Content = "198.51.100.7" }, default);
            await host.QueryAsync<int>("UPDATE zone SET read_at = NULL; SELECT 1");
            if (round < 3)
            {
                Assert.Equal("Applied", (await host.LookAsync()).Outcome);
            }
        }

        var status = await host.LookAsync();

        Assert.Equal(("Stalled", "TwoControllers"), (status.Outcome, status.ReasonCode));
        Assert.Contains("A 198.51.100.7", status.Reason, StringComparison.Ordinal);
        Assert.Contains("A 192.0.2.1", status.Reason, StringComparison.Ordinal);
        Assert.Equal("198.51.100.7", Assert.Single(await host.RecordsAsync()).Content);
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);
        await Eventually.PassesAsync(async () => Assert.Equal("192.0.2.1", Assert.Single(await host.RecordsAsync()).Content));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Documents_that_went_without_proof_are_proposed_for_removal()
    {
        inventory.Declare("a", """{"name":"a.example.org","type":"A","values":["192.0.2.1"]}""");
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        // The whole directory is gone: the lab is not heard, and its documents are no longer there.
        inventory.Change(snapshot =>
        {
            snapshot.Sources[0].Complete = false;
            snapshot.Sources[0].ReasonCode = "DirectoryMissing";
            snapshot.Documents[0].IsAbsent = true;
            snapshot.Documents[0].AbsentCode = "DirectoryMissing";
            snapshot.Documents[0].AbsentReason = "the lab directory is gone";
        });

        var status = await host.LookAsync();

        Assert.Equal(("Proposed", "DirectoryMissing"), (status.Outcome, status.ReasonCode));
        Assert.Equal(2, (await host.RecordsAsync()).Count);
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);
        await Eventually.PassesAsync(async () => Assert.Equal("photos.example.org", Assert.Single(await host.RecordsAsync()).Name));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task The_strictest_of_lab_kind_and_document_counts_for_each_change()
    {
        inventory.Declare("auto", """{"name":"auto.example.org","type":"A","values":["192.0.2.1"]}""");
        inventory.Declare("asked", """{"name":"asked.example.org","type":"A","values":["192.0.2.1"],"apply":"approve"}""");
        inventory.Declare("shown", """{"name":"shown.example.org","type":"A","values":["192.0.2.1"],"apply":"dryRun"}""");
        await using var host = await DnsHost.StartAsync(inventory);

        Assert.Equal("Proposed", (await host.LookAsync()).Outcome);

        Assert.Equal("auto.example.org", Assert.Single(await host.RecordsAsync()).Name);
        await host.ApproveAsync((await host.ProposalAsync())!.Hash);
        await Eventually.PassesAsync(async () => Assert.Equal(2, (await host.RecordsAsync()).Count));
        Assert.Equal("Previewed", (await host.LookAsync()).Outcome);
        // Gone with its document, what it said of being changed still counts.
        inventory.Change(snapshot => snapshot.Documents.RemoveAt(1));
        Assert.Equal("Proposed", (await host.LookAsync()).Outcome);
        inventory.Change(snapshot => snapshot.Lab.Policy.Kinds["DnsRecord"] = new KindPolicy { Apply = "dryRun" });
        Assert.Equal("Previewed", (await host.LookAsync()).Outcome);
        Assert.Null(await host.ProposalAsync());
        Assert.Equal(2, (await host.RecordsAsync()).Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_placed_hold_keeps_what_it_covers_until_it_ends()
    {
        inventory.Publish("photos");
        await using var host = await DnsHost.StartAsync(inventory);
        await host.LookAsync();
        inventory.Change(snapshot => snapshot.Holds.Add(new PlacedHold
        {
            Id = "h1", Scope = "docker/host/photos", Reason = "It is being moved.", PlacedBy = "ada",
            Until = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)),
        }));
        inventory.Remove("photos");

        var status = await host.LookAsync();

        Assert.Equal(["Held"], status.Withheld.Select(withheld => withheld.ReasonCode));
        Assert.Single(await host.RecordsAsync());
        inventory.Change(snapshot => snapshot.Holds.Clear());
        await host.LookAsync();
        Assert.Empty(await host.RecordsAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_plan_of_8000_deletes_waits_and_says_why()
    {
        await using var host = await DnsHost.StartAsync(inventory, ("HomeLab:Installation", "k3v9x2ab"));
        await host.QueryAsync<int>(
            $$"""
            UPDATE zone SET provider_id = '{{host.ZoneId}}' WHERE name = 'example.org';
            INSERT INTO zone (name, provider_id) VALUES ('example.org', '{{host.ZoneId}}') ON CONFLICT (name) DO NOTHING;
            UPDATE zone SET read_at = '{{TimeProvider.System.GetUtcNow():O}}';
            INSERT INTO mirror (zone, provider_id, record) SELECT 'example.org', 'id' || n, jsonb_build_object(
                'name', 'host' || n || '.example.org', 'type', 'A', 'content', '192.0.2.1', 'ttl', 1, 'proxied', false, 'id', 'id' || n,
                'comment', 'homelab/k3v9x2ab 0195aaaabbbbccccdddd0123456789ab', 'isLocked', false) FROM generate_series(1, 8000) n;
            INSERT INTO homelab.owned_object (object, kind, key, provider_id, state, created_by)
                SELECT 'example.org/host' || n || '.example.org/A', 'zone', 'example.org', 'id' || n, '{}', gen_random_uuid() FROM generate_series(1, 8000) n;
            INSERT INTO claim (zone, object, source, address, epoch)
                SELECT 'example.org', 'example.org/host' || n || '.example.org/A', 'docker/host', 'docker/host/host' || n || '#r/host' || n || '.example.org', 'epoch-1/test'
                FROM generate_series(1, 8000) n;
            SELECT 1
            """);

        var status = await host.LookAsync();

        Assert.Equal(("Proposed", "MaxDeletes"), (status.Outcome, status.ReasonCode));
        Assert.Empty(host.Requests);
        var proposal = (await host.ProposalAsync())!;
        Assert.Equal((0, 0, 8000), (proposal.Creates, proposal.Updates, proposal.Deletes));
        Assert.Equal(
            [
                "8000 deletes; the lab allows 5 without a person (policy.maxDeletes).",
                "8000 deletes of 8000 owned objects, 100 %; the lab allows 30 % without a person (policy.maxDeleteShare).",
            ],
            proposal.Reasons.Select(reason => reason.Message));
        var plan = await host.Control.GetPlanAsync(new GetPlanRequest { Kind = "zone", Key = "example.org" }, DnsHost.Viewer);
        Assert.Equal(proposal.Hash, plan.Hash);
        using var json = JsonDocument.Parse(plan.Json);
        Assert.Equal("0 to create, 0 to update, 8000 to delete", json.RootElement.GetProperty("summary").GetString());
        Assert.Equal((8000, 0), (json.RootElement.GetProperty("changes").GetArrayLength(), json.RootElement.GetProperty("omitted").GetInt32()));
        Assert.True(plan.CalculateSize() < 4 << 20, "A client takes it.");
        Assert.Equal(
            StatusCode.FailedPrecondition, (await Assert.ThrowsAsync<RpcException>(() => host.ApproveAsync(new string('0', 64)))).StatusCode);
        Assert.Equal(0, await host.QueryAsync<long>("SELECT count(*) FROM homelab.intent"));
    }
}
