using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Stacks.Tests.Reconciling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using InventoryBase = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryBase;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>Tells a service in another process what the test wishes.</summary>
sealed class PlayedInventory(WebApplication app) : IAsyncDisposable
{
    public string Address { get; } = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<PlayedInventory> StartAsync(PlayedWishes wishes)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(wishes);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Wishes>();
        app.MapGrpcService<Holds>();
        await app.StartAsync();
        return new PlayedInventory(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    sealed class Wishes(PlayedWishes wishes) : DesiredStacks.DesiredStacksBase
    {
        public override Task<ListDesiredStacksResponse> ListDesiredStacks(ListDesiredStacksRequest request, ServerCallContext context) => wishes.ListDesiredStacksAsync(request).ResponseAsync;
    }

    sealed class Holds(PlayedWishes wishes) : InventoryBase
    {
        public override Task<PlacedHold> PlaceHold(PlaceHoldRequest request, ServerCallContext context) => wishes.Holds.PlaceHoldAsync(request).ResponseAsync;

        public override Task<ReleaseHoldResponse> ReleaseHold(ReleaseHoldRequest request, ServerCallContext context) => wishes.Holds.ReleaseHoldAsync(request).ResponseAsync;
    }
}
