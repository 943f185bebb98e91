using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Dns;
using Record = HomeLab.Contracts.Grpc.Dns.Record;

namespace HomeLab.Cli.Tests;

/// <summary>One zone with a record of each sort: ours, another's, and one that is wanted and cannot be made.</summary>
sealed class PlayedDns : Dns.DnsBase
{
    public override Task<ListZonesResponse> ListZones(ListZonesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListZonesResponse { Zones = { Zone() } });

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
            },
            new Record { Id = "r2", Name = "nas.example.org", Type = "A", Content = "192.0.2.10", Ttl = 300, IsOwned = true, WantedBy = "DnsRecord/nas" },
            new Record { Id = "r3", Name = "home.example.org", Type = "A", Content = "203.0.113.9", Ttl = 300 },
            new Record { Name = "home.example.org", Type = "A", Content = "203.0.113.10", Ttl = 1, WantedBy = "DnsRecord/home" },
        ]);
        return Task.FromResult(zone);
    }

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
