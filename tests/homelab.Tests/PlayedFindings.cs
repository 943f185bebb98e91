using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Tests;

/// <summary>A shared address, a namespace without policies and a volume that nobody backs up.</summary>
sealed class PlayedFindings : Findings.FindingsBase
{
    static readonly GraphGap Gap = new() { Source = "docker/attic", Reason = "nobody listens at tcp://attic.lan:2376" };

    static readonly Finding Shared = new()
    {
        Id = "kubernetes.load-balancer-address-shared/0b9d31c7aa42",
        Rule = "kubernetes.load-balancer-address-shared",
        Severity = Severity.Critical,
        Addresses = { "kubernetes/talos/Service/lan/dns", "kubernetes/talos/Service/lan/ntp" },
        What = "192.0.2.1 is the address of 2 Services; one of them answers, by chance.",
        Evidence = "status.loadBalancer.ingress 192.0.2.1",
        Remedy = "Give each its own address of the pool, or say that they share it.",
        OpenedAt = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddHours(-3)),
        Sources = { "kubernetes/talos/services" },
        Owner = new Owner { Name = "network", Contact = "#network", By = "lab.yaml: kind = kubernetes.Service" },
    };

    static readonly Finding Open = new()
    {
        Id = "kubernetes.no-default-deny/3f0c9a7be421",
        Rule = "kubernetes.no-default-deny",
        Severity = Severity.Warning,
        Addresses = { "kubernetes/talos/Namespace/glance" },
        What = "Every pod of the cluster may speak to every pod of glance.",
        Evidence = "no policy of the namespace selects all its pods for ingress",
        Remedy = "Add a NetworkPolicy with an empty podSelector and policyTypes [Ingress].",
        OpenedAt = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddDays(-5)),
        Sources = { "kubernetes/talos/namespaces", "kubernetes/talos/networkpolicies.networking.k8s.io" },
    };

    static readonly Finding Closed = new()
    {
        Id = "kubernetes.no-default-deny/77aa01bc9e10",
        Rule = Open.Rule,
        Severity = Open.Severity,
        Addresses = { "kubernetes/talos/Namespace/media" },
        What = "Every pod of the cluster may speak to every pod of media.",
        OpenedAt = Open.OpenedAt,
        ClosedAt = Timestamp.FromDateTimeOffset(FakeFleet.Now.AddMinutes(-10)),
    };

    public override Task<ListFindingsResponse> ListFindings(ListFindingsRequest request, ServerCallContext context) => Task.FromResult(new ListFindingsResponse
    {
        Findings =
        {
            (request.Closed ? [Closed] : new[] { Shared, Open }).Where(it => it.Severity >= request.LeastSeverity)
                .Where(it => request.Scope.Length == 0 || it.Addresses.Any(address => address.StartsWith(request.Scope, StringComparison.Ordinal))),
        },
        Gaps = { Gap },
    });

    public override Task<Finding> GetFinding(GetFindingRequest request, ServerCallContext context) => Shared.Id.EndsWith(request.Id, StringComparison.Ordinal)
        ? Task.FromResult(Shared)
        : throw new RpcException(new Status(StatusCode.NotFound, $"There is no finding {request.Id}."));

    public override Task<ProtectionReport> ListProtection(ListProtectionRequest request, ServerCallContext context) => Task.FromResult(new ProtectionReport
    {
        Things = { Things.Where(it => it.Address.StartsWith(request.Scope, StringComparison.Ordinal)) },
    });

    static IEnumerable<StatefulThing> Things =>
    [
        new() { Address = "docker/attic/volume/music", Kind = "volume", Protection = Protection.Unknown, Reason = "docker/attic is not seen whole now" },
        new()
        {
            Address = "docker/komodo-host/volume/immich_library", Kind = "volume", Protection = Protection.Protected,
            By = { "the backup of 2026-11-21T02:00:00Z on nas of proxmox/pve/qemu/101" },
        },
        new()
        {
            Address = "kubernetes/talos/PersistentVolumeClaim/media/jellyfin", Kind = "claim", Protection = Protection.Unprotected,
            Reason = "no ReplicationSource, Velero schedule, Longhorn backup or database backup covers it",
        },
    ];
}
