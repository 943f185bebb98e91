using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HomeLab.Contracts.Grpc.Inventory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HomeLab.Backups.Tests;

/// <summary>Tells a service in another process what the test wishes.</summary>
sealed class PlayedInventory(WebApplication app, PlayedInventory.Wishes wishes) : IAsyncDisposable
{
    public string Address { get; } = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<PlayedInventory> StartAsync()
    {
        var wishes = new Wishes();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(wishes);
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync();
        return new PlayedInventory(app, wishes);
    }

    public void Change(Action<ListDesiredBackupsResponse> change)
    {
        lock (wishes.Answer)
            change(wishes.Answer);
    }

    /// <summary>Wants copies once a day.</summary>
    /// <param name="repository">A directory.</param>
    /// <param name="password">A file.</param>
    public void Want(string repository, string password, IEnumerable<WantedVolume> volumes, params string[] include) => Change(it =>
    {
        it.Policies.Clear();
        it.Policies.Add(new BackupPolicy
        {
            Name = "nightly", Repository = repository, Password = new SecretReference { File = password }, Every = Duration.FromTimeSpan(TimeSpan.FromDays(1)), Include = { include }, Volumes = { volumes },
        });
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    internal sealed class Wishes
    {
        public ListDesiredBackupsResponse Answer { get; } = new()
        {
            Epoch = "e1", Sources = { new Source { Name = "lab", Complete = true } }, Policy = new Policy { Apply = "auto" },
        };
    }

    sealed class Service(Wishes wishes) : DesiredBackups.DesiredBackupsBase
    {
        public override Task<ListDesiredBackupsResponse> ListDesiredBackups(ListDesiredBackupsRequest request, ServerCallContext context)
        {
            lock (wishes.Answer)
                return Task.FromResult(wishes.Answer.Clone());
        }
    }
}
