using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Dns;
using Record = HomeLab.Contracts.Grpc.Dns.Record;

namespace HomeLab.Cli.Tests;

/// <summary>
/// One zone with a record of each sort: ours, another's, and one that is wanted and cannot be made. Of its uplinks one is certain, one about to change, one
/// not to be told, and one that nothing follows.
/// </summary>
sealed class PlayedDns : Dns.DnsBase
{
    public override Task<ListZonesResponse> ListZones(ListZonesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListZonesResponse { Zones = { Zone() } });

    public override Task<ListBudgetsResponse> ListBudgets(ListBudgetsRequest request, ServerCallContext context) => Task.FromResult(new ListBudgetsResponse
    {
        Budgets =
        {
            new Budget
            {
                Account = "cloudflare", Quota = 1200, Window = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)), Used = 850, Left = 350,
                Shares =
                {
                    new BudgetShare { Priority = "urgent", Used = 4, Allowed = 1140, Left = 290 },
                    new BudgetShare { Priority = "normal", Used = 20, Allowed = 1020, Left = 170 },
                    new BudgetShare
                    {
                        Priority = "bulk", Used = 826, Allowed = 840, BlockedUntil = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddSeconds(40)),
                        ReasonCode = "RateLimited", Reason = "850 of 1200 requests are used, and bulk calls may use 840 of them.",
                    },
                },
            },
        },
    });

    public override Task<Zone> GetZone(GetZoneRequest request, ServerCallContext context)
    {
        if (request.Name != "example.org")
        {
            throw new RpcException(new Status(StatusCode.NotFound, $"'{request.Name}' is no zone of the lab; those are: example.org."));
        }
        var zone = Zone();
        zone.Records.Add(
        [
            new Record
            {
                Id = "r1", Name = "photos.example.org", Type = "CNAME", Content = "home.example.org", Proxied = true, Ttl = 1, IsOwned = true,
                WantedBy = "docker/komodo-host/immich/server#photos/photos.example.org",
                Answer = new Answer
                {
                    State = "verified", Since = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(-1)), Age = Duration.FromTimeSpan(TimeSpan.FromMinutes(4)),
                },
            },
            new Record
            {
                Id = "r2", Name = "nas.example.org", Type = "A", Content = "192.0.2.10", Ttl = 300, IsOwned = true, WantedBy = "DnsRecord/nas",
                Answer = new Answer
                {
                    State = "differs", Detail = "ada.ns.cloudflare.com (192.0.2.53) answers A 192.0.2.99", ReasonCode = "NotServed",
                    Since = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddHours(-1)), Age = Duration.FromTimeSpan(TimeSpan.FromSeconds(70)),
                },
            },
            new Record { Id = "r3", Name = "home.example.org", Type = "A", Content = "203.0.113.9", Ttl = 300 },
            new Record { Name = "home.example.org", Type = "A", Content = "203.0.113.10", Ttl = 1, WantedBy = "DnsRecord/home" },
        ]);
        return Task.FromResult(zone);
    }

    public override Task<ListUplinksResponse> ListUplinks(ListUplinksRequest request, ServerCallContext context) => Task.FromResult(new ListUplinksResponse
    {
        Uplinks =
        {
            new Uplink
            {
                Name = "fibre", Family = "IPv4", Address = "192.0.2.34", Since = Duration.FromTimeSpan(TimeSpan.FromDays(3)),
                AgreedAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(40)), AskedAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(40)),
                Records = { "DnsRecord/home", "DnsRecord/vpn" },
                Answers =
                {
                    new DetectorAnswer { Detector = "trace api.cloudflare.com", Kind = "trace", Address = "192.0.2.34" },
                    new DetectorAnswer { Detector = "http api64.ipify.org", Kind = "http", ReasonCode = "Html", Reason = "It answered with a page instead of an address." },
                    new DetectorAnswer { Detector = "doh cloudflare-dns.com", Kind = "doh", Address = "192.0.2.34" },
                },
            },
            new Uplink
            {
                Name = "fibre", Family = "IPv6", Address = "2001:db8:1:2::", PrefixLength = 64, Pending = "2001:db8:3:4::",
                Since = Duration.FromTimeSpan(TimeSpan.FromHours(9)), AgreedAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(65)),
                AskedAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)), Records = { "DnsRecord/home6" },
                Answers = { new DetectorAnswer { Detector = "interface eth0", Kind = "interface", Address = "2001:db8:3:4::5" } },
            },
            new Uplink
            {
                Name = "cable", Family = "IPv4", AskedAge = Duration.FromTimeSpan(TimeSpan.FromSeconds(12)), ReasonCode = "AllFailed",
                Reason = "No detector said an address that counts. upnp 192.168.1.1: 100.64.3.4 is no public address: 100.64.0.0/10 is the provider's own network (CGNAT), which nobody reaches from outside.",
                Records = { "DnsRecord/home" },
                Answers =
                {
                    new DetectorAnswer
                    {
                        Detector = "upnp 192.168.1.1", Kind = "upnp", ReasonCode = "CarrierGrade",
                        Reason = "100.64.3.4 is no public address: 100.64.0.0/10 is the provider's own network (CGNAT), which nobody reaches from outside.",
                    },
                },
            },
            new Uplink { Name = "spare" },
        },
    });

    public override Task<ChangeOwnershipResponse> ChangeOwnership(ChangeOwnershipRequest request, ServerCallContext context) =>
        request.Scope.EndsWith("example.org", StringComparison.Ordinal)
            ? Task.FromResult(new ChangeOwnershipResponse { Zone = "example.org", Name = request.Scope == "example.org" ? "" : request.Scope })
            : throw new RpcException(new Status(StatusCode.NotFound, $"'{request.Scope}' is no zone of the lab and in none; those are: example.org."));

    static Zone Zone() => new()
    {
        Name = "example.org", Outcome = "Stalled", ReasonCode = "ForeignRecord", Reason = "home.example.org A 203.0.113.9 is there already.",
        At = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddSeconds(-40)), MirrorAge = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)),
        Provider = new Provider { Name = "cloudflare/example.org", Complete = true, Age = Duration.FromTimeSpan(TimeSpan.FromMinutes(5)), Identity = "023e105f4ecef8ad" },
        Withheld =
        {
            new Withheld { Change = "create home.example.org A 203.0.113.10", ReasonCode = "ForeignRecord", Reason = "home.example.org A 203.0.113.9 is there already." },
        },
    };
}
