using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Crash.Points;

/// <summary>One service from its start to its crash. Whatever it says to others or hears of them passes its gate.</summary>
sealed class ServiceLife
{
    readonly List<Tap> taps = [];
    WebApplication? app;

    public PointGate Gate { get; } = new();

    /// <summary>The port of its gRPC listener.</summary>
    public int RpcPort { get; private set; }

    public int Tap(Func<int> target, Func<IWire> wire)
    {
        var tap = new Tap(Gate, target, wire);
        taps.Add(tap);
        return tap.Port;
    }

    public async Task StartAsync(WebApplication built)
    {
        app = built;
        await app.StartAsync();
        // In the order of listening: health, then gRPC.
        RpcPort = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Last()).Port;
    }

    /// <summary>Cuts it off from everybody and leaves it. What it still does in this process nobody can notice.</summary>
    public void Abandon()
    {
        Gate.Close();
        foreach (var tap in taps)
        {
            tap.Dispose();
        }
        _ = Task.Run(EndAsync);
    }

    /// <summary>Frees what an abandoned service holds on to; it can no longer tell anybody anything.</summary>
    async Task EndAsync()
    {
        try
        {
            await app!.StopAsync();
            await app.DisposeAsync();
        }
        catch (Exception)
        {
            // It has lost its broker and its database.
        }
    }
}
