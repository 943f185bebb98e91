using System.Net.Http.Json;
using HomeLab.Inventory.Komodo;
using HomeLab.Inventory.Sources;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Simulators;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Inventory.Tests.Komodo;

/// <summary>A simulated Core with 36 stacks on two servers, observed by the key of an admin or of somebody else.</summary>
sealed class KomodoLab : IAsyncDisposable
{
    public const string Secret = "S-the-secret-of-these-tests";
    public const int Stacks = 36;

    const string Core = "Simulators:Komodo:Cores:0:";

    readonly HttpClient http;

    KomodoLab(SimulatorHost host, RunningSource source) =>
        (Host, Source, http) = (host, source, new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress });

    public SimulatorHost Host { get; }

    public RunningSource Source { get; }

    public static async Task<KomodoLab> StartAsync(
        string version = "2.3.2", string secret = Secret, InventoryOptions? options = null, params (string Key, string? Value)[] more)
    {
        var settings = new List<(string, string?)>
        {
            (Core + "Name", "lab"), (Core + "Version", version), ("Simulators:Komodo:DeploySeconds", "0"),
            (Core + "Keys:0:Name", "homelab"), (Core + "Keys:0:Key", "K-homelab"), (Core + "Keys:0:Secret", Secret),
            (Core + "Servers:0:Name", "nas"), (Core + "Servers:0:Address", "https://192.0.2.4:8120"),
            (Core + "Servers:1:Name", "attic"), (Core + "Servers:1:Address", "https://192.0.2.5:8120"),
            (Core + "Syncs:0:Name", "stacks"), (Core + "Syncs:0:Repo", "me/lab"), (Core + "Syncs:0:ResourcePath:0", "komodo/stacks.toml"),
        };
        for (var i = 0; i < Stacks; i++)
        {
            var stack = $"{Core}Stacks:{i}:";
            settings.AddRange(
            [
                (stack + "Name", $"stack-{i:00}"), (stack + "Server", i < 30 ? "nas" : "attic"), (stack + "Services:0:Name", "app"), (stack + "Services:0:Image", "example/app:1"),
                (stack + "Config:environment", "PASSWORD = hunter2"),
            ]);
        }
        var host = await SimulatorHost.StartAsync([.. settings.Where(it => more.All(other => other.Key != it.Item1)), .. more]);
        var lab = new LabSpec
        {
            Komodo = [new KomodoSource { Name = "home", Url = host.Komodo("lab").ToString(), Key = new SecretReference { Env = "KEY" }, Secret = new SecretReference { Env = "SECRET" }, Publish = new PublishSpec { Target = "home.example.org" } }],
            Cloudflare = new CloudflareSpec { Token = new SecretReference { Env = "TOKEN" }, Zones = ["example.org"] },
        };
        return new KomodoLab(host, await RunningSource.StartAsync(
            lab, database => new KomodoCores(RunningSource.Secrets(("KEY", "K-homelab"), ("SECRET", secret)), new SourceAddresses(new ConfigurationManager()), database.Observations, database.Options, TimeProvider.System), options));
    }

    /// <summary>What an owner or an accident does behind the API's back.</summary>
    public Task ControlAsync(HttpMethod method, string path, object? what = null) => SendAsync(method, $"/_sim/komodo/lab/{path}", what);

    public Task ArmAsync(object fault) => SendAsync(HttpMethod.Post, "/_sim/faults", fault);

    public Task ClearFaultsAsync() => SendAsync(HttpMethod.Delete, "/_sim/faults", null);

    /// <summary>Returns after so many more looks.</summary>
    public async Task LooksAsync(int looks = 2)
    {
        var wanted = Looks + looks + 1;
        await Source.UntilAsync(_ => Looks >= wanted, "Core is looked at again and again");
    }

    int Looks => Host.Requests.Entries.Count(it => it.Path == "/lab/read/GetVersion");

    async Task SendAsync(HttpMethod method, string path, object? what)
    {
        using var request = new HttpRequestMessage(method, path) { Content = what is null ? null : JsonContent.Create(what) };
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        http.Dispose();
        await Host.DisposeAsync();
    }
}
