using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Cli.Tests;

/// <summary>The two containers; the one question that is understood is for those that do not run.</summary>
sealed class PlayedResources : Resources.ResourcesBase
{
    const string Host = "docker/komodo-host";

    static readonly IReadOnlyList<ListedResource> All =
    [
        new()
        {
            Resource = new Resource
            {
                Address = $"{Host}/immich/server", Uid = "0123456789abcdef0123456789abcdef", Kind = "docker.container", Source = Host, State = "running",
                Image = "ghcr.io/immich-app/immich-server:v1.122", Labels = { ["traefik.http.routers.photos.rule"] = "Host(`photos.example.org`)" },
            },
            System = "immich", Health = "unhealthy", Owner = new Owner { Name = "ada", Contact = "ada@example.org", By = "its label homelab.owner" },
        },
        new()
        {
            Resource = new Resource
            {
                // A stranger chose this name, and the terminal is not theirs.
                Address = $"{Host}/evil\u001b[2J", Uid = "fedcba9876543210", Kind = "docker.container", Source = Host, State = "exited", Image = "busybox",
                Problems = { new Problem { Path = "traefik.http.routers.evil.rule", Column = 7, Code = "WrongForm", Message = "expected `)`" } },
            },
        },
    ];

    public override Task<ListResourcesResponse> ListResources(ListResourcesRequest request, ServerCallContext context) => request.Filter switch
    {
        "" => Task.FromResult(new ListResourcesResponse { Resources = { All } }),
        $"address = \"{Host}/immich/server\"" => Task.FromResult(new ListResourcesResponse { Resources = { All[0] } }),
        "state != running" => Task.FromResult(new ListResourcesResponse { Resources = { All.Where(it => it.Resource.State != "running") } }),
        _ => throw new RpcException(new Status(StatusCode.InvalidArgument, "The filter is wrong at column 7: AND or OR is expected before `running`.")),
    };
}
