using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Tests;

/// <summary>A directory that fails, what fails with it, what goes to and fro, and what nobody knows.</summary>
sealed class PlayedSystems : Systems.SystemsBase
{
    const string Lldap = "LLDAP is unhealthy: Deployment lldap has none of 1 replicas available";

    static readonly Contracts.Grpc.Inventory.System Authelia = new()
    {
        Address = "system/kubernetes/talos/authelia", Id = "authelia", Name = "Authelia", Site = "kubernetes/talos", Version = "4.39.4", Health = "impacted",
        Reason = $"{Lldap}; so Deployment authelia has none of 1 replicas available", Since = At(20), Root = "system/kubernetes/talos/lldap",
        Owner = new Owner { Name = "ada", By = "its namespace's label homelab/owner" },
    };

    static readonly IReadOnlyList<Contracts.Grpc.Inventory.System> All =
    [
        Authelia,
        new() { Address = "system/kubernetes/talos/lldap", Id = "lldap", Name = "LLDAP", Site = "kubernetes/talos", Version = "v0.6.1", Health = "unhealthy", Reason = "Deployment lldap has none of 1 replicas available", Since = At(21) },
        new() { Address = "system/docker/komodo-host/immich", Id = "immich", Name = "Immich", Site = "docker/komodo-host", Version = "v2.1.0", Health = "unhealthy", Reason = "it changed 6 times lately; now healthy: container immich-server runs", Since = At(90), Flaps = 6 },
        new() { Address = "docker/komodo-host/mine/thing", Name = "thing", Site = "docker/komodo-host", Health = "healthy", Reason = "container thing runs", Since = At(600) },
        new() { Address = "system/docker/komodo-host/plex", Id = "plex", Name = "Plex", Site = "docker/komodo-host", Version = "1.41", Health = "absent", Reason = "nothing of it is there any more", Since = At(700) },
    ];

    public override Task<ListSystemsResponse> ListSystems(ListSystemsRequest request, ServerCallContext context) => Task.FromResult(new ListSystemsResponse
    {
        Systems = { All.Where(it => (request.WithUnclassified || it.Id.Length > 0) && (request.WithAbsent || it.Health != "absent")) },
    });

    public override Task<SystemDescription> GetSystem(GetSystemRequest request, ServerCallContext context) => request.System == "system/authelia"
        ? Task.FromResult(new SystemDescription
        {
            System = Authelia,
            Signals =
            {
                new SystemSignal
                {
                    Probe = "workload", Address = "kubernetes/talos/apps/Deployment/auth/authelia", Health = "unhealthy", Code = "NoneReady",
                    Reason = "Deployment authelia has none of 1 replicas available",
                },
            },
            Objects = { new SystemObject { Address = "kubernetes/talos/apps/Deployment/auth/authelia", Evidence = { "image ghcr.io/authelia/authelia" } } },
            Path = { "Authelia requires LLDAP (catalogue)" },
        })
        : throw new RpcException(new Status(StatusCode.NotFound, $"No system that was seen is called {request.System}."));

    public override Task<ListSystemHistoryResponse> ListSystemHistory(ListSystemHistoryRequest request, ServerCallContext context) => Task.FromResult(
        request.System is not ("system/authelia" or "system/kubernetes/talos/authelia")
            ? new ListSystemHistoryResponse()
            : new ListSystemHistoryResponse
            {
                Changes =
                {
                    new SystemChange { System = Authelia.Address, At = At(20), Aspect = "health", Was = "healthy", Became = "impacted", Reason = Authelia.Reason, Writer = "unknown" },
                    new SystemChange { System = Authelia.Address, At = At(300), Aspect = "version", Was = "4.39.3", Became = "4.39.4", Writer = "other", WrittenBy = "Argo CD application authelia" },
                },
            });

    static Timestamp At(int minutesAgo) => (FakeFleet.Now - TimeSpan.FromMinutes(minutesAgo)).ToTimestamp();
}
