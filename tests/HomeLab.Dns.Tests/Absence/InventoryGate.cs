using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Tests.Reconciling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Dns.Tests.Absence;

/// <summary>The played Inventory behind a real gRPC server, whose answers go wrong as a test says.</summary>
sealed class InventoryGate(FakeInventory inventory, FaultOfGate fault) : Inventory.InventoryBase
{
    public override async Task<Snapshot> GetSnapshot(GetSnapshotRequest request, ServerCallContext context)
    {
        var snapshot = await inventory.GetSnapshotAsync(request);
        switch (fault.Now)
        {
            case GateFault.DeadlineExceeded:
                throw new RpcException(new Status(StatusCode.DeadlineExceeded, "too slow"));
            case GateFault.Unauthenticated:
                throw new RpcException(new Status(StatusCode.Unauthenticated, "The token is not known here."));
            case GateFault.PermissionDenied:
                throw new RpcException(new Status(StatusCode.PermissionDenied, "dns is None; this call needs Viewer."));
            case GateFault.Empty:
                snapshot.Sources.Clear();
                snapshot.Endpoints.Clear();
                break;
            case GateFault.Nothing:
                return new Snapshot();
            case GateFault.Stale:
                while (snapshot.Endpoints.Count > 3)
                {
                    snapshot.Endpoints.RemoveAt(0);
                }
                foreach (var source in snapshot.Sources)
                {
                    source.Age = Duration.FromTimeSpan(TimeSpan.FromHours(1));
                }
                break;
            case GateFault.Incomplete:
                snapshot.Endpoints.Clear();
                (snapshot.Sources[1].Complete, snapshot.Sources[1].ReasonCode, snapshot.Sources[1].Reason) = (false, "Truncated", "the engine counts 9 containers and lists 3");
                break;
            case GateFault.NewEpoch:
                snapshot.Endpoints.Clear();
                snapshot.Epoch = "another";
                break;
            case GateFault.OtherLab:
                snapshot.Endpoints.Clear();
                snapshot.Lab.Name = "another";
                break;
            case GateFault.SourceRemoved:
                snapshot.Endpoints.Clear();
                (snapshot.Sources[1].Complete, snapshot.Sources[1].ReasonCode, snapshot.Sources[1].Reason) = (false, "RemovedFromLab", "it was taken out of the lab");
                break;
        }
        return snapshot;
    }

    public static async Task<(WebApplication App, string Address)> StartAsync(FakeInventory inventory, FaultOfGate fault)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(inventory);
        builder.Services.AddSingleton(fault);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.Use((context, next) => TransportAsync(context, next, fault.Now));
        app.MapGrpcService<InventoryGate>();
        await app.StartAsync();
        return (app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    static async Task TransportAsync(HttpContext context, RequestDelegate next, GateFault fault)
    {
        switch (fault)
        {
            case GateFault.Refused:
                context.Abort();
                break;
            case GateFault.Http403 or GateFault.Http404 or GateFault.Http429 or GateFault.Http500:
                context.Response.StatusCode = fault switch
                {
                    GateFault.Http403 => 403,
                    GateFault.Http404 => 404,
                    GateFault.Http429 => 429,
                    _ => 500,
                };
                await context.Response.WriteAsync("<html>not what you asked for</html>");
                break;
            case GateFault.CutAnswer:
                var body = context.Response.Body;
                using (var held = new MemoryStream())
                {
                    context.Response.Body = held;
                    await next(context);
                    context.Response.Body = body;
                    await body.WriteAsync(held.ToArray().AsMemory(0, (int)held.Length / 2));
                    await body.FlushAsync();
                }
                context.Abort();
                break;
            default:
                await next(context);
                break;
        }
    }
}

/// <summary>What the gate does now.</summary>
sealed class FaultOfGate
{
    public GateFault Now { get; set; }
}
