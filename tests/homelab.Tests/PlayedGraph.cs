using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Tests;

/// <summary>A photo service in a container on a host, one of whose hops is broken, and a ring.</summary>
sealed class PlayedGraph : Graph.GraphBase
{
    static readonly GraphNode Host = new() { Address = "docker/komodo-host", Kind = "docker.host", Name = "komodo-host" };
    static readonly GraphNode Server = new() { Address = "docker/komodo-host/immich/server", Kind = "docker.container", Name = "server", State = "exited" };
    static readonly GraphNode Name = new() { Address = "host/photos.example.org", Kind = "host", Name = "photos.example.org" };
    static readonly GraphNode Project = new() { Address = "docker/komodo-host/immich", Kind = "docker.project", Name = "immich" };

    static readonly GraphEdge Routes = new()
    {
        From = Name.Address, To = Server.Address, Kind = "routesTo", Bond = "AnyOf", Rule = "docker.traefik-router", Evidence = "traefik router photos on websecure",
    };

    static readonly GraphEdge Runs = new()
    {
        From = Server.Address, To = Host.Address, Kind = "runsOn", Bond = "Requires", Rule = "docker.host", Evidence = "the engine of komodo-host lists it",
    };

    static readonly GraphGap Gap = new() { Source = "docker/attic", Reason = "nobody listens at tcp://attic.lan:2376" };

    public override Task<ImpactReport> GetImpact(GetImpactRequest request, ServerCallContext context) => request.Thing switch
    {
        "komodo-host" => Task.FromResult(new ImpactReport
        {
            Thing = Host,
            Impacted =
            {
                new ImpactedNode { Node = Server, Fails = true, Because = { Runs } },
                new ImpactedNode { Node = Project, Because = { new GraphEdge { From = Project.Address, To = Server.Address, Kind = "consistsOf" }, Runs } },
                new ImpactedNode { Node = Name, Fails = true, Because = { Routes, Runs } },
            },
            Gaps = { Gap },
        }),
        "server" => throw new RpcException(new Status(
            StatusCode.InvalidArgument, "Several things are called server; say which: docker/attic/plex/server, docker/komodo-host/immich/server.")),
        _ => throw new RpcException(new Status(StatusCode.NotFound, $"Nothing that was seen is called {request.Thing}.")),
    };

    public override Task<PathReport> GetPath(GetPathRequest request, ServerCallContext context) => Task.FromResult(new PathReport
    {
        Hops =
        {
            new Hop { Node = Name },
            new Hop { Node = Server, By = Routes, Broken = "it is exited" },
            new Hop { Node = Host, By = Runs },
        },
    });

    public override Task<EdgesReport> GetEdges(GetEdgesRequest request, ServerCallContext context) =>
        Task.FromResult(new EdgesReport { Edges = { new[] { Routes, Runs }.Where(it => it.From == request.Address) } });

    public override Task<OrderReport> GetOrder(GetOrderRequest request, ServerCallContext context) => Task.FromResult(new OrderReport
    {
        Steps = { new OrderStep { Nodes = { Host } }, new OrderStep { Nodes = { Server } } },
        Cycles = { new OrderCycle { Addresses = { "kubernetes/talos/Node/a", "proxmox/pve/qemu/101", "kubernetes/talos/Node/a" } } },
    });
}
