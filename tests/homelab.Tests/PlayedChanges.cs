using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Tests;

/// <summary>A deployment that Argo CD wrote, a record that Dns did, and a container of which nobody tells.</summary>
sealed class PlayedChanges : Changes.ChangesBase
{
    static readonly IReadOnlyList<ObjectChange> All =
    [
        new()
        {
            Id = 3, Address = "kubernetes/talos/apps/Deployment/auth/authelia", Kind = "kubernetes.Deployment.apps", Source = "kubernetes/talos/deployments.apps", At = At(20), Action = "changed",
            Fields =
            {
                new FieldChange { Path = "spec.replicas", Was = "2", Became = "0" },
                new FieldChange { Path = "metadata.annotations.paused", Became = "yes" },
            },
            MoreFields = 3, Actor = "other", ActorName = "argocd-controller", Evidence = "managedFields: argocd-controller (Apply, 2026-11-21T07:40:00Z) has spec.replicas",
        },
        new()
        {
            Id = 2, Address = "cloudflare/example.org/photos.example.org/CNAME/372e67954025e0ba", Kind = "cloudflare.record", Source = "cloudflare/example.org", At = At(9), Action = "appeared",
            Actor = "us", ActorName = "HomeLab.Dns", Evidence = "ledger of Dns: change change-1, trace 4bf92f3577b34da6a3ce929d0e0e4736",
        },
        new()
        {
            Id = 1, Address = "docker/attic/music/navidrome", Kind = "docker.container", Source = "docker/attic", At = At(300), Action = "gone", Reason = "Destroyed",
            Actor = "unknown", Evidence = "an engine tells of its containers and not of who changed them",
        },
    ];

    public override Task<ListChangesResponse> ListChanges(ListChangesRequest request, ServerCallContext context) => Task.FromResult(new ListChangesResponse
    {
        Changes = { All.Where(it => $"/{it.Address}/".Contains($"/{request.Object}/", StringComparison.Ordinal)).Take(request.Limit) },
    });

    static Timestamp At(int minutesAgo) => (FakeFleet.Now - TimeSpan.FromMinutes(minutesAgo)).ToTimestamp();
}
