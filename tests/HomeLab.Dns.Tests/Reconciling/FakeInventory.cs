using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using Endpoint = HomeLab.Contracts.Grpc.Inventory.Endpoint;

namespace HomeLab.Dns.Tests.Reconciling;

/// <summary>An Inventory whose lab and endpoints a test sets; answers with the whole, as after a restart.</summary>
sealed class FakeInventory : Inventory.InventoryClient
{
    const string Docker = "docker/host";

    readonly Snapshot snapshot = new()
    {
        Epoch = Some.Epoch,
        Revision = 1,
        Sources =
        {
            new Source { Name = "lab", Complete = true, Age = Duration.FromTimeSpan(TimeSpan.Zero) },
            new Source { Name = Docker, Complete = true, Age = Duration.FromTimeSpan(TimeSpan.Zero) },
        },
        Lab = new HomeLab.Contracts.Grpc.Inventory.Lab
        {
            Name = "test",
            Cloudflare = new HomeLab.Contracts.Grpc.Inventory.Cloudflare { Token = new SecretReference { Env = "DNS_TEST_TOKEN" }, Zones = { "example.org" } },
            Policy = new Policy { Apply = "auto", MaxDeletes = 10_000, MaxDeleteShare = 1, RemoveAfter = Duration.FromTimeSpan(TimeSpan.Zero) },
        },
    };

    public bool IsSilent { get; set; }

    public HomeLab.Contracts.Grpc.Inventory.Lab Lab => snapshot.Lab;

    public Source DockerSource => snapshot.Sources[1];

    public void Publish(string name, string target = "home.example.net", bool proxied = false, string zone = "example.org") =>
        Change(s => s.Endpoints.Add(new Endpoint
        {
            Address = $"docker/host/{name}#r/{name}.{zone}", Resource = $"docker/host/{name}", Source = Docker, Host = $"{name}.{zone}",
            IsRunning = true, Publication = new Publication { Target = target, Proxied = proxied },
        }));

    /// <summary>From now on the lab is about this one zone, and nothing is wanted in it.</summary>
    public void Begin(string zone) => Change(s =>
    {
        s.Lab.Cloudflare.Zones.Clear();
        s.Lab.Cloudflare.Zones.Add(zone);
        s.Endpoints.Clear();
    });

    /// <summary>Publishes exactly these, by name and target.</summary>
    public void Want(string zone, IReadOnlyDictionary<string, string> targets)
    {
        Change(s => s.Endpoints.Clear());
        foreach (var (name, target) in targets)
        {
            Publish(name, target, zone: zone);
        }
    }

    public void Remove(string name) => Change(s =>
        s.Endpoints.Remove(s.Endpoints.Single(endpoint => endpoint.Resource == $"docker/host/{name}")));

    public void Declare(string name, string spec) => Change(s =>
        s.Documents.Add(new Document { Address = $"DnsRecord/{name}", Kind = "DnsRecord", Name = name, IsValid = true, SpecJson = spec }));

    public void Change(Action<Snapshot> change)
    {
        lock (snapshot)
        {
            change(snapshot);
            snapshot.Revision++;
        }
    }

    public override AsyncUnaryCall<Snapshot> GetSnapshotAsync(
        GetSnapshotRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
    {
        lock (snapshot)
        {
            var answer = IsSilent
                ? Task.FromException<Snapshot>(new RpcException(new Status(StatusCode.Unavailable, "nobody listens")))
                : Task.FromResult(snapshot.Clone());
            return new AsyncUnaryCall<Snapshot>(answer, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
        }
    }
}
