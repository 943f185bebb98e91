using HomeLab.Dns.Records;
using HomeLab.Dns.Tests.Reconciling;
using HomeLab.Dns.Undoing;
using HomeLab.Simulators.Faults;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Dns.Tests.Undoing;

/// <summary>What was deleted or changed is put back by a command, exactly as it was, once, and in the name of who asked.</summary>
public sealed class UndoTests
{
    static readonly TimeSpan Week = TimeSpan.FromDays(7);
    readonly FakeInventory inventory = new();

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_deleted_is_put_back_as_it_stood_with_what_people_wrote_on_it_and_once()
    {
        inventory.Publish("photos", proxied: true);
        await using var host = await StartAsync(("Simulators:Cloudflare:Zones:0:Plan", "Pro"));
        await host.LookAsync();
        var stood = Assert.Single(await host.RecordsAsync());
        await host.Somebody.EditRecordAsync(
            host.ZoneId, new() { Id = stood.Id, Comment = $"{stood.Comment} the hall", Tags = ["owner:ada", "room:hall"] }, default);
        await host.DoubtAsync("example.org");
        inventory.Remove("photos");
        await UntilAsync(host, records => records == 0);
        var tombstone = Assert.Single(await Past(host).TombstonesAsync([ZoneName.Parse("example.org")], default));
        Assert.Equal(("photos.example.org CNAME home.example.net ttl auto proxied", "owner:ada, room:hall"), (tombstone.Before!.Record.ToString(), tombstone.Before.Tags.ToString()));

        var asked = await Undos(host).AskAsync("photos.example.org", Week, "ada", default);
        await UntilAsync(host, records => records == 1);
        var writes = host.Writes;
        var again = await Undos(host).AskAsync(tombstone.Id.ToString(), Week, "bob", default);
        var look = await host.LookAsync();

        var back = Assert.Single(await host.RecordsAsync());
        Assert.Equal((stood.Name, stood.Type, stood.Content, stood.Ttl, true), (back.Name, back.Type, back.Content, back.Ttl, back.Proxied));
        Assert.EndsWith(" the hall", back.Comment, StringComparison.Ordinal);
        Assert.NotNull(OwnerMark.Of(back.Comment));
        Assert.Equal(["owner:ada", "room:hall"], back.Tags!.Order());
        Assert.Equal((true, false, "ada"), (asked.IsNew, again.IsNew, Assert.Single(again.Undone).By));
        Assert.Equal(("Converged", writes), (look.Outcome, host.Writes));
        Assert.Empty(await Past(host).TombstonesAsync([ZoneName.Parse("example.org")], default));
        Assert.StartsWith(
            $"ada had change {tombstone.Id} taken back",
            await host.QueryAsync<string>("SELECT reason FROM homelab.ledger WHERE action = 'create' AND entry = 'settlement' ORDER BY id DESC LIMIT 1"),
            StringComparison.Ordinal);

        await Undos(host).AskAsync("photos.example.org", TimeSpan.Zero, "ada", default);
        await UntilAsync(host, records => records == 0);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_was_changed_is_held_as_it_was_until_something_else_is_asked_for()
    {
        Declare("192.0.2.1");
        await using var host = await StartAsync();
        await host.LookAsync();
        Declare("192.0.2.2");
        await ContentAsync(host, "192.0.2.2");

        await Undos(host).AskAsync("nas.example.org/A", Week, "ada", default);
        await ContentAsync(host, "192.0.2.1");
        var look = await host.LookAsync();
        var writes = host.Writes;
        await host.LookAsync();

        Assert.Equal(("Converged", "Undone"), (look.Outcome, Assert.Single(look.Withheld).ReasonCode));
        Assert.Contains("ada", look.Withheld[0].Reason, StringComparison.Ordinal);
        Assert.Equal(writes, host.Writes);
        Declare("192.0.2.3");
        await ContentAsync(host, "192.0.2.3");
        Assert.Empty((await host.LookAsync()).Withheld);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Records_of_a_name_that_were_deleted_together_are_put_back_together()
    {
        inventory.Declare("nas", """{"name":"nas.example.org","type":"A","values":["192.0.2.1","192.0.2.2"]}""");
        inventory.Declare("nas6", """{"name":"nas.example.org","type":"AAAA","values":["2001:db8::1"]}""");
        await using var host = await StartAsync();
        await host.LookAsync();
        string[] stood = [.. (await host.RecordsAsync()).Select(record => record.Content).Order()];
        Assert.Equal(["192.0.2.1", "192.0.2.2", "2001:db8::1"], stood);
        inventory.Change(snapshot => snapshot.Documents.Clear());
        await UntilAsync(host, records => records == 0);

        var asked = await Undos(host).AskAsync("nas.example.org", Week, "ada", default);
        await UntilAsync(host, records => records == 3);
        var again = await Undos(host).AskAsync("nas.example.org", Week, "bob", default);
        var look = await host.LookAsync();

        Assert.Equal(stood, (await host.RecordsAsync()).Select(record => record.Content).Order());
        Assert.Equal((3, true, 3, false), (asked.Undone.Count, asked.IsNew, again.Undone.Count, again.IsNew));
        Assert.Equal(("Converged", 0), (look.Outcome, look.Withheld.Count));

        await Undos(host).AskAsync("nas.example.org", TimeSpan.Zero, "ada", default);
        await UntilAsync(host, records => records == 0);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Records_of_a_name_that_were_deleted_one_after_the_other_are_put_back_one_by_one()
    {
        inventory.Declare("nas", """{"name":"nas.example.org","type":"A","values":["192.0.2.1"]}""");
        inventory.Declare("nas6", """{"name":"nas.example.org","type":"AAAA","values":["2001:db8::1"]}""");
        await using var host = await StartAsync();
        await host.LookAsync();
        inventory.Change(snapshot => snapshot.Documents.RemoveAt(1));
        await UntilAsync(host, records => records == 1);
        inventory.Change(snapshot => snapshot.Documents.Clear());
        await UntilAsync(host, records => records == 0);

        var refused = await Assert.ThrowsAsync<UndoRefusedException>(() => Undos(host).AskAsync("nas.example.org", Week, "ada", default));
        await Undos(host).AskAsync("nas.example.org/A", Week, "ada", default);
        await UntilAsync(host, records => records == 1);
        await Undos(host).AskAsync("nas.example.org/AAAA", Week, "ada", default);
        await UntilAsync(host, records => records == 2);

        Assert.Contains("say which", refused.Message, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_cannot_be_put_back_is_refused_with_the_reason()
    {
        inventory.Publish("photos");
        Declare("192.0.2.1");
        await using var host = await StartAsync();
        await host.LookAsync();
        inventory.Remove("photos");
        await UntilAsync(host, records => records == 1);
        await host.PutAsync("photos.example.org", "192.0.2.99");
        await host.DoubtAsync("example.org");
        Declare("192.0.2.2");
        await ContentAsync(host, "192.0.2.2");
        var changed = await host.QueryAsync<Guid>("SELECT change_id FROM homelab.ledger WHERE action = 'update' AND entry = 'settlement'");
        Declare("192.0.2.3");
        await ContentAsync(host, "192.0.2.3");

        async Task<UndoRefusedException> RefusedAsync(string what) =>
            await Assert.ThrowsAsync<UndoRefusedException>(() => Undos(host).AskAsync(what, Week, "ada", default));

        Assert.Contains("taken meanwhile: photos.example.org A 192.0.2.99", (await RefusedAsync("photos.example.org")).Message, StringComparison.Ordinal);
        Assert.Contains("no longer nas.example.org A 192.0.2.2", (await RefusedAsync(changed.ToString())).Message, StringComparison.Ordinal);
        Assert.True((await RefusedAsync("nowhere.example.org")).IsUnknown);
        Assert.True((await RefusedAsync(Guid.NewGuid().ToString())).IsUnknown);
        Assert.Equal("192.0.2.99", (await host.RecordsAsync("photos.example.org")).Single().Content);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_delete_whose_answer_was_lost_leaves_its_tombstone_too()
    {
        inventory.Publish("photos");
        await using var host = await StartAsync(("Dns:RetryAfter", "00:00:00.500"));
        await host.LookAsync();
        host.Simulator.Faults.Add(new FaultRule { Effect = FaultEffect.LostAnswer, System = "cloudflare", Method = "DELETE", Times = 1 });
        inventory.Remove("photos");
        await UntilAsync(host, records => records == 0);
        await Eventually.TrueAsync(
            async () => (await Past(host).TombstonesAsync([ZoneName.Parse("example.org")], default)).Count == 1, "the delete is settled, with its tombstone");

        await Undos(host).AskAsync("photos.example.org", Week, "ada", default);

        await UntilAsync(host, records => records == 1);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Who_asks_while_a_look_writes_waits_for_it()
    {
        inventory.Publish("photos");
        await using var host = await StartAsync();
        await host.LookAsync();
        inventory.Remove("photos");
        await UntilAsync(host, records => records == 0);

        await host.WhileALookWritesAsync(() => Undos(host).AskAsync("photos.example.org", Week, "ada", default));

        await UntilAsync(host, records => records == 1);
    }

    void Declare(string address) => inventory.Change(snapshot =>
    {
        snapshot.Documents.Clear();
        snapshot.Documents.Add(new Contracts.Grpc.Inventory.Document
        {
            Address = "DnsRecord/nas", Kind = "DnsRecord", Name = "nas", IsValid = true,
            SpecJson = $$"""{"name":"nas.example.org","type":"A","values":["{{address}}"]}""",
        });
    });

    Task<DnsHost> StartAsync(params (string Key, string? Value)[] settings) => DnsHost.StartAsync(inventory, settings);

    static Undos Undos(DnsHost host) => host.Services.GetRequiredService<Undos>();

    static PastChanges Past(DnsHost host) => host.Services.GetRequiredService<PastChanges>();

    static Task ContentAsync(DnsHost host, string content) => Eventually.TrueAsync(
        async () =>
        {
            await host.LookAsync();
            return (await host.RecordsAsync("nas.example.org")).SingleOrDefault()?.Content == content;
        },
        $"nas.example.org is {content}");

    static Task UntilAsync(DnsHost host, Func<int, bool> condition) => Eventually.TrueAsync(
        async () =>
        {
            await host.LookAsync();
            return condition((await host.RecordsAsync()).Count);
        },
        "the zone has so many records");
}
