using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using static HomeLab.Dns.Tests.Conformance.Lab;

namespace HomeLab.Dns.Tests.Conformance;

/// <summary>What every provider has to do. Each step is applied twice, and the second time nothing is left to do.</summary>
public abstract class ProviderConformance
{
    internal abstract IDnsProvider Provider { get; }

    internal virtual ZoneName Zone => Some.Zone;

    /// <summary>Grows with every write that took effect.</summary>
    internal abstract Task<long> WritesAsync();

    /// <summary>What somebody else does meanwhile.</summary>
    internal abstract Task PutAsync(DnsRecord record);

    /// <summary>The lab's word to this provider.</summary>
    internal virtual Lab NewLab() => new(Provider, Zone);

    [SuiteFact]
    public Task Addresses() => StepsAsync(
        [Wants("a.example.org", "A", "192.0.2.1")],
        [Wants("a.example.org", "A", "192.0.2.2", ttl: 300)],
        [Wants("a.example.org", "A", "192.0.2.2", ttl: 300), Wants("a.example.org", "A", "192.0.2.3", ttl: 300)],
        [Wants("a.example.org", "A", "192.0.2.3"), Wants("a.example.org", "AAAA", "2001:DB8:0::0:1")],
        [Wants("a.example.org", "AAAA", "2001:db8::2")],
        []);

    [SuiteFact]
    public Task An_alias_takes_the_place_of_addresses_and_gives_it_back() => StepsAsync(
        [Wants("a.example.org", "A", "192.0.2.1"), Wants("a.example.org", "AAAA", "2001:db8::1")],
        [Wants("a.example.org", "CNAME", "home.example.net")],
        [Wants("a.example.org", "CNAME", "other.example.net")],
        [Wants("a.example.org", "A", "192.0.2.1"), Wants("a.example.org", "AAAA", "2001:db8::1")],
        []);

    [SuiteFact]
    public Task Texts() => StepsAsync(
        [Wants("example.org", "TXT", "v=spf1 -all"), Wants("example.org", "TXT", "site=1")],
        [Wants("example.org", "TXT", "v=spf1 include:a.example -all"), Wants("example.org", "TXT", "site=1")],
        [Wants("_x.example.org", "TXT", "say \"hi\" \\ bye"), Wants("long.example.org", "TXT", new string('k', 700))],
        [Wants("_x.example.org", "TXT", "naïve ✓ " + string.Concat(Enumerable.Repeat("ä", 200)))],
        []);

    [SuiteFact]
    public Task Mail_exchangers() => StepsAsync(
        [Wants("example.org", "MX", "10 Mail1.example.net."), Wants("example.org", "MX", "20 mail2.example.net")],
        [Wants("example.org", "MX", "5 mail1.example.net"), Wants("example.org", "MX", "20 mail2.example.net")],
        []);

    [SuiteFact]
    public Task Services() => StepsAsync(
        [Wants("_xmpp._tcp.example.org", "SRV", "10 5 5223 Server.example.net")],
        [Wants("_xmpp._tcp.example.org", "SRV", "20 5 5223 server.example.net", ttl: 120)],
        []);

    [SuiteFact]
    public Task Certificate_authorities() => StepsAsync(
        [Wants("example.org", "CAA", "0 issue \"letsencrypt.org\"")],
        [Wants("example.org", "CAA", "0 issue \"letsencrypt.org\""), Wants("example.org", "CAA", "128 iodef \"mailto:ca@example.org\"")],
        []);

    [SuiteFact]
    public Task Names_of_every_kind() => StepsAsync(
        [
            Wants("*.example.org", "CNAME", "example.net"), Wants("bücher.example.org", "A", "192.0.2.1"),
            Wants("_dmarc.Example.ORG.", "TXT", "v=DMARC1"), Wants("a.b.c.example.org", "CNAME", "bücher.example.net"),
        ],
        []);

    [SuiteFact]
    [Proves("DNS-18")]
    public Task More_than_one_batch_holds() => StepsAsync(
        [.. Enumerable.Range(0, 190).Select(n => Wants($"n{n}.example.org", "A", $"192.0.2.{n}"))],
        [.. Enumerable.Range(0, 190).Select(n => Wants($"n{n}.example.org", "CNAME", "home.example.net"))],
        []);

    [SuiteFact]
    public async Task A_create_of_what_exists_is_rejected_and_stops_no_other()
    {
        var zone = await ZoneAsync();
        var record = Wants("a.example.org", "A", "192.0.2.1").ToRecord();
        var other = Wants("b.example.org", "A", "192.0.2.1").ToRecord();
        await Provider.WriteAsync(zone, [Alone(new ProviderWrite.Create(record, ""))], TimeSpan.FromMinutes(1), default);

        var results = await Provider.WriteAsync(
            zone, [Alone(new ProviderWrite.Create(record, "")), Alone(new ProviderWrite.Create(other, ""))], TimeSpan.FromMinutes(1), default);

        Assert.Equal(ProviderReasons.AlreadyExists, Assert.IsType<WriteResult.Rejected>(results[0][0]).Reason.Code);
        Assert.IsType<WriteResult.Applied>(results[1][0]);
    }

    [SuiteFact]
    public async Task A_group_is_made_whole_or_not_at_all()
    {
        var zone = await ZoneAsync();
        var first = Wants("a.example.org", "A", "192.0.2.1").ToRecord();
        var second = Wants("a.example.org", "AAAA", "2001:db8::1").ToRecord();
        var alias = Wants("a.example.org", "CNAME", "home.example.net").ToRecord();
        var made = await Provider.WriteAsync(
            zone, [Alone(new ProviderWrite.Create(first, "")), Alone(new ProviderWrite.Create(second, ""))], TimeSpan.FromMinutes(1), default);
        var id = Assert.IsType<WriteResult.Applied>(made[0][0]).Id;

        var results = await Provider.WriteAsync(
            zone, [new WriteGroup([new ProviderWrite.Delete(id), new ProviderWrite.Create(alias, "")])], TimeSpan.FromMinutes(1), default);

        Assert.All(results[0], result => Assert.IsType<WriteResult.Rejected>(result));
        Assert.Contains(await RecordsAsync(zone, "a.example.org"), there => there.Id == id);
    }

    [SuiteFact]
    public async Task A_delete_of_what_is_gone_is_applied_and_a_change_of_it_is_rejected()
    {
        var zone = await ZoneAsync();
        var record = Wants("a.example.org", "A", "192.0.2.1").ToRecord();
        var made = await Provider.WriteAsync(zone, [Alone(new ProviderWrite.Create(record, ""))], TimeSpan.FromMinutes(1), default);
        var id = Assert.IsType<WriteResult.Applied>(made[0][0]).Id;
        await Provider.WriteAsync(zone, [Alone(new ProviderWrite.Delete(id))], TimeSpan.FromMinutes(1), default);

        var again = await Provider.WriteAsync(zone, [Alone(new ProviderWrite.Delete(id))], TimeSpan.FromMinutes(1), default);
        var change = await Provider.WriteAsync(
            zone, [Alone(new ProviderWrite.Update(id, record, Wants("a.example.org", "A", "192.0.2.9").ToRecord()))],
            TimeSpan.FromMinutes(1), default);

        Assert.IsType<WriteResult.Applied>(again[0][0]);
        Assert.Equal(ProviderReasons.Gone, Assert.IsType<WriteResult.Rejected>(change[0][0]).Reason.Code);
    }

    [SuiteFact]
    public async Task A_record_is_found_by_its_name_and_by_its_id_with_its_comment()
    {
        var zone = await ZoneAsync();
        var record = Wants("a.example.org", "A", "192.0.2.1", ttl: 300).ToRecord();
        var made = await Provider.WriteAsync(zone, [Alone(new ProviderWrite.Create(record, "a mark"))], TimeSpan.FromMinutes(1), default);
        var id = Assert.IsType<WriteResult.Applied>(made[0][0]).Id;

        var byId = await Provider.GetAsync(zone, id, default);
        var missing = await Provider.GetAsync(zone, new string('0', 32), default);

        Assert.True(byId.TryGetValue(out var found, out _));
        Assert.Equal(("a mark", record), (found!.Comment, found.Record));
        Assert.Equal([found], await RecordsAsync(zone, "a.example.org"));
        Assert.True(missing.TryGetValue(out var nothing, out _));
        Assert.Null(nothing);
    }

    [SuiteFact]
    public async Task A_mark_changes_the_comment_and_nothing_else()
    {
        var zone = await ZoneAsync();
        var record = Wants("a.example.org", "A", "192.0.2.1", ttl: 300).ToRecord();
        await PutAsync(record);
        foreach (var comment in new[] { "ours", "released" })
        {
            var before = Assert.Single(await RecordsAsync(zone, "a.example.org"));

            var results = await Provider.WriteAsync(
                zone, [Alone(new ProviderWrite.Mark(before.Id, record, comment))], TimeSpan.FromMinutes(1), default);

            var after = Assert.Single(await RecordsAsync(zone, "a.example.org"));
            Assert.Equal((record, comment), (after.Record, after.Comment));
            Assert.Equal(after, Assert.IsType<WriteResult.Applied>(results[0][0]).After);
        }
    }

    [SuiteFact]
    public async Task What_others_put_there_stays_as_it_is()
    {
        var zone = await ZoneAsync();
        var foreign = new[]
        {
            Wants("a.example.org", "A", "192.0.2.99", ttl: 3600).ToRecord(), Wants("t.example.org", "TXT", "theirs", ttl: 3600).ToRecord(),
            Wants("c.example.org", "CNAME", "their.example.net", ttl: 3600).ToRecord(),
        };
        foreach (var record in foreign)
        {
            await PutAsync(record);
        }
        var lab = NewLab();
        DesiredRecord[] wanted =
        [
            Wants("a.example.org", "A", "192.0.2.1"), Wants("t.example.org", "TXT", "ours", ttl: 60), Wants("c.example.org", "A", "192.0.2.1"),
        ];

        var plan = await lab.PlanAsync(wanted);
        await lab.ApplyAsync(plan);
        var again = await lab.PlanAsync(wanted);
        var withoutUs = await lab.PlanAsync();
        await lab.ApplyAsync(withoutUs);

        Assert.Equal(["create t.example.org TXT ours"], plan.Changes.Select(change => change.ToString()!.Split(" ttl")[0]));
        Assert.Empty(again.Changes);
        Assert.Equal(["delete t.example.org TXT ours"], withoutUs.Changes.Select(change => change.ToString()!.Split(" ttl")[0]));
        foreach (var record in foreign)
        {
            Assert.Equal([record], (await RecordsAsync(zone, record.Name.ToString())).Select(there => there.Record));
        }
    }

    [SuiteFact]
    public async Task A_zone_that_cannot_be_seen_is_unavailable_and_not_empty()
    {
        var observed = await Provider.ObserveAsync(ZoneName.Parse("other.example"), default);

        Assert.False(observed.TryGetValue(out _, out var reason));
        Assert.Equal(ProviderReasons.ZoneNotFound, reason.Code);
    }

    internal async Task StepsAsync(params DesiredRecord[][] steps)
    {
        var lab = NewLab();
        foreach (var wanted in steps)
        {
            var plan = await lab.PlanAsync(wanted);
            Assert.True(plan.Changes.Count > 0, "A step of the suite changes nothing.");
            var results = await lab.ApplyAsync(plan);
            Assert.All(results, result => Assert.IsType<WriteResult.Applied>(result));
            var writes = await WritesAsync();

            var again = await lab.PlanAsync(wanted);
            await lab.ApplyAsync(again);

            Assert.Equal("nothing to do\n", again.ToString());
            Assert.Equal(writes, await WritesAsync());
        }
    }

    internal async Task<ZoneReference> ZoneAsync()
    {
        var observed = await Provider.ObserveAsync(Zone, default);
        Assert.True(observed.TryGetValue(out var zone, out var reason), reason?.ToString());
        return zone.Zone;
    }

    internal async Task<IReadOnlyList<ActualRecord>> RecordsAsync(ZoneReference zone, string name)
    {
        var observed = await Provider.FindAsync(zone, DomainName.Parse(name), default);
        Assert.True(observed.TryGetValue(out var records, out var reason), reason?.ToString());
        return records;
    }

    internal static WriteGroup Alone(ProviderWrite write) => new([write]);
}
