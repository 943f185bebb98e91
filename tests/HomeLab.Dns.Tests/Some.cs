using System.Net;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Tests;

/// <summary>Generators over a universe so small that records collide often.</summary>
static class Some
{
    public const string Installation = "k3v9x2ab";
    public const string Epoch = "epoch-1";
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly ZoneName Zone = ZoneName.Parse("example.org");
    public static readonly ZoneReference ZoneReference = new(Zone, "id-of-example.org");
    public static readonly WorkKey Key = new("zone", "example.org");

    public static readonly Gen<DomainName> Names =
        Gen.Elements("example.org", "a.example.org", "b.example.org", "*.example.org").Select(DomainName.Parse);

    public static readonly Gen<RecordContent> Contents = Gen.OneOf(
        Gen.Choose(1, 3).Select(n => (RecordContent)new RecordContent.A(IPAddress.Parse($"192.0.2.{n}"))),
        Gen.Choose(1, 2).Select(n => (RecordContent)new RecordContent.Aaaa(IPAddress.Parse($"2001:db8::{n}"))),
        Gen.Choose(1, 2).Select(n => (RecordContent)new RecordContent.Cname(DomainName.Parse($"home{n}.example.net"))),
        Gen.Elements("one", "two \"quoted\"").Select(text => (RecordContent)new RecordContent.Txt(text)),
        Gen.Choose(1, 2).Select(n => (RecordContent)new RecordContent.Mx(10 * n, DomainName.Parse("mail.example.net"))),
        Gen.Choose(1, 2).Select(n => (RecordContent)new RecordContent.Srv(1, n, 443, DomainName.Parse("srv.example.net"))),
        Gen.Elements("issue", "issuewild").Select(tag => (RecordContent)new RecordContent.Caa(0, tag, "letsencrypt.org")));

    public static readonly Gen<Ttl> Ttls = Gen.Elements(1, 60, 300).Select(Ttl.Read);

    static readonly Gen<Claimant> Claimants =
        from number in Gen.Choose(1, 4)
        from rank in Gen.Elements(ClaimRank.Document, ClaimRank.Document, ClaimRank.Running, ClaimRank.Stopped)
        select rank == ClaimRank.Document
            ? new Claimant("lab", $"DnsRecord/{number}", rank)
            : new Claimant("docker/host", $"docker/host/c{number}#r", rank);

    static readonly Gen<DesiredRecord> Desired =
        from name in Names
        from content in Contents
        from ttl in Gen.OneOf(Gen.Constant((Ttl?)null), Ttls.Select(ttl => (Ttl?)ttl))
        from proxied in Gen.Elements<bool?>(null, true, false)
        from claimant in Claimants
        from isUnproven in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select isUnproven
            ? new DesiredRecord(name, content, ttl, proxied, claimant with { Rank = claimant.IsDocument ? ClaimRank.UnprovenDocument : ClaimRank.UnprovenEndpoint },
                new Reason("PlainDirectory", "It is gone from a directory that has no history."))
            : new DesiredRecord(name, content, ttl, proxied, claimant);

    static readonly Gen<(DnsRecord Record, Standing Standing, bool IsLocked)> Actual =
        from name in Names
        from content in Gen.Frequency((9, Contents), (1, Gen.Constant((RecordContent)new RecordContent.Other("NS", "ns.example.net"))))
        from ttl in Ttls
        from proxied in Gen.Elements(true, false)
        from standing in Gen.Elements(Enum.GetValues<Standing>().Append(Standing.Ours).Append(Standing.Ours))
        from isLocked in Gen.Frequency((19, Gen.Constant(false)), (1, Gen.Constant(true)))
        select (new DnsRecord(name, content, ttl, proxied), standing, isLocked);

    static readonly Gen<SourceState> Sources =
        from name in Gen.Elements("lab", "docker/host")
        from isSilent in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new SourceState(name, TimeSpan.FromSeconds(5), isSilent ? new Reason("ConnectionRefused", "It does not answer.") : null);

    public static readonly Gen<Situation> Situations =
        from desired in Desired.ListOf()
        from actual in Actual.ListOf()
        from silent in Sources.ListOf(2)
        from age in Gen.Choose(0, 120)
        select Situation.Of(desired, actual, silent.DistinctBy(source => source.Name), TimeSpan.FromSeconds(age));
}

/// <summary>Whose a record is.</summary>
enum Standing
{
    Ours,
    Foreign,
    OnlyMarked,
    OnlyRecorded,
    OtherInstallation,
    Released,
}
