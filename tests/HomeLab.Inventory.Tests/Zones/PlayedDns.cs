using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Dns;
using Record = HomeLab.Contracts.Grpc.Dns.Record;

namespace HomeLab.Inventory.Tests.Zones;

/// <summary>Answers as the service Dns does, with a zone that a test writes.</summary>
sealed class PlayedDns : Dns.DnsClient
{
    public Zone? Zone { get; set; } = Whole(("r1", "photos.example.org", "CNAME", "home.example.org"), ("r2", "home.example.org", "A", "192.0.2.139"));

    public ListTunnelsResponse? Tunnels { get; set; } = WholeTunnels();

    public static ListTunnelsResponse WholeTunnels(params string[] names) => new()
    {
        Provider = new Provider { Name = "cloudflare/example.org/tunnels", Complete = true, Identity = "5a11ab1e", Age = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)) },
        Tunnels = { names.Select(it => new Tunnel { Id = $"id-of-{it}", Name = it, Status = "healthy", Rules = { new IngressRule { Service = "http_status:404" } } }) },
    };

    public static Zone Whole(params (string Id, string Name, string Type, string Content)[] records) => new()
    {
        Name = "example.org",
        Provider = new Provider { Name = "cloudflare/example.org", Complete = true, Identity = "023e105f4ecef8ad", Age = Duration.FromTimeSpan(TimeSpan.FromMinutes(20)) },
        Records = { records.Select(it => new Record { Id = it.Id, Name = it.Name, Type = it.Type, Content = it.Content }) },
    };

    public override AsyncUnaryCall<Zone> GetZoneAsync(
        GetZoneRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => Answer(Zone);

    public override AsyncUnaryCall<ListTunnelsResponse> ListTunnelsAsync(
        ListTunnelsRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default) => Answer(Tunnels);

    static AsyncUnaryCall<T> Answer<T>(T? answer) where T : class => new(
        answer is not null ? Task.FromResult(answer) : Task.FromException<T>(new RpcException(new Status(StatusCode.Unavailable, "connection refused"))),
        Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
}
