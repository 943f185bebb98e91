using System.Globalization;
using System.Net;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Benchmarks.Planning;

/// <summary>A zone with many records of the usual types: addresses, aliases to some of them, texts; each is ours and wanted by an endpoint of its own.</summary>
sealed class LargeZone
{
    const string Installation = "k3v9x2ab";
    const string Epoch = "epoch-1";
    const string Source = "docker/host";

    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly ZoneName Zone = ZoneName.Parse("example.org");
    static readonly PlanPolicy Policy = new(ApplyMode.Auto, DeleteLimits.Default, TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(15));

    readonly List<DesiredRecord> wanted = [];
    readonly List<ActualRecord> there = [];
    readonly List<OwnedObject> owned = [];
    readonly Dictionary<string, Claim> claims = [];

    public LargeZone(int records)
    {
        for (var i = 0; i < records; i++)
        {
            var (name, content) = (DomainName.Parse($"host-{i}.example.org"), Content(i));
            var by = new Claimant(Source, string.Create(CultureInfo.InvariantCulture, $"{Source}/c{i}#r"), ClaimRank.Running);
            wanted.Add(new DesiredRecord(name, content, Ttl: null, Proxied: null, by));
            var id = i.ToString("x32", CultureInfo.InvariantCulture);
            there.Add(new ActualRecord(id, wanted[^1].ToRecord(), new OwnerMark(Installation, Guid.CreateVersion7()).ToString()));
            var @object = $"{Zone}/{name}/{content.Type}";
            owned.Add(new OwnedObject(@object, new WorkKey("zone", "example.org"), id, "{}", Guid.Empty));
            claims[@object] = new Claim(Source, by.Address, Epoch, AbsentSince: null);
        }
    }

    /// <summary>As a list of both would come: keys as text.</summary>
    public (string[] Wanted, string[] There) Keys => ([.. wanted.Select(it => it.Key.ToString())], [.. there.Select(it => it.Key.ToString())]);

    public DnsPlan FirstPlan() => Plan(wanted, [], new Ownership(Installation, [], new Dictionary<string, Claim>()));

    public DnsPlan PlanAtRest() => Plan(wanted, there, Ours());

    public DnsPlan PlanOneChange() =>
        Plan([wanted[0] with { Content = new RecordContent.A(IPAddress.Parse("198.51.100.1")) }, .. wanted.Skip(1)], there, Ours());

    public DnsPlan PlanWhereAllIsForeign() => Plan(wanted, there, new Ownership("another", [], new Dictionary<string, Claim>()));

    public DnsPlan PlanWhereNothingIsWanted() => Plan([], there, Ours());

    static RecordContent Content(int number) => (number % 10) switch
    {
        0 => new RecordContent.A(IPAddress.Parse($"192.0.2.{number / 10 % 250}")),
        1 => new RecordContent.Aaaa(IPAddress.Parse($"2001:db8::{number >> 16:x}:{number & 0xffff:x}")),
        2 => new RecordContent.Txt($"v=spf1 include:host-{number}.example.net -all"),
        _ => new RecordContent.Cname(DomainName.Parse($"host-{number / 10 * 10}.example.org")),
    };

    static DnsPlan Plan(IReadOnlyList<DesiredRecord> wanted, IReadOnlyList<ActualRecord> there, Ownership ownership) => DnsPlanner.Plan(
        new DesiredZone(Zone, Epoch, wanted, [new SourceState("lab", TimeSpan.Zero, Silence: null), new SourceState(Source, TimeSpan.Zero, Silence: null)], []),
        new ActualZone(Zone, there), ownership, Policy, Now);

    Ownership Ours() => new(Installation, owned, claims);
}
