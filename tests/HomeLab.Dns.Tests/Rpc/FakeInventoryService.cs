using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Dns.Tests.Reconciling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Dns.Tests.Rpc;

/// <summary>The played Inventory behind a real gRPC server.</summary>
sealed class FakeInventoryService(FakeInventory inventory) : Inventory.InventoryBase
{
    public override async Task<Snapshot> GetSnapshot(GetSnapshotRequest request, ServerCallContext context) =>
        await inventory.GetSnapshotAsync(request);

    public static async Task<(WebApplication App, string Address)> StartAsync(FakeInventory inventory)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(inventory);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<FakeInventoryService>();
        await app.StartAsync();
        return (app, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }
}
