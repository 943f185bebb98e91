using System.Net.Http.Json;
using HomeLab.Simulators;

namespace HomeLab.Komodo.Tests;

/// <summary>A simulated Core with two servers and 40 stacks, and a key that may read all and one that may read little.</summary>
sealed class SimulatedCore(SimulatorHost host) : IAsyncDisposable
{
    public const string Key = "K-0123456789";
    public const string Secret = "S-abcdefghij-the-secret";

    public static readonly KomodoKey Guest = new("K-guest", "S-guest-secret");

    public static KomodoKey Admin { get; } = new($"{Key}\n", $" {Secret}\n");

    public SimulatorHost Host => host;

    public static async Task<SimulatedCore> StartAsync(string version = "2.3.2")
    {
        const string Core = "Simulators:Komodo:Cores:0:";
        var settings = new List<(string, string?)>
        {
            (Core + "Name", "lab"), (Core + "Version", version), ("Simulators:Komodo:DeploySeconds", "0"),
            (Core + "Keys:0:Name", "homelab"), (Core + "Keys:0:Key", Key), (Core + "Keys:0:Secret", Secret),
            (Core + "Keys:1:Name", "guest"), (Core + "Keys:1:Key", "K-guest"), (Core + "Keys:1:Secret", "S-guest-secret"), (Core + "Keys:1:IsAdmin", "false"),
            (Core + "Keys:1:Reads:0", "Stack/stack-00"), (Core + "Keys:1:ReadsAll:0", "Server"),
            (Core + "Servers:0:Name", "nas"), (Core + "Servers:0:Address", "https://192.0.2.4:8120"),
            (Core + "Servers:1:Name", "attic"), (Core + "Servers:1:Address", "https://192.0.2.5:8120"), (Core + "Servers:1:State", "NotOk"),
            (Core + "Syncs:0:Name", "stacks"), (Core + "Syncs:0:Repo", "me/lab"), (Core + "Syncs:0:ResourcePath:0", "komodo/stacks.toml"),
        };
        for (var i = 0; i < 40; i++)
        {
            var stack = $"{Core}Stacks:{i}:";
            settings.AddRange([(stack + "Name", $"stack-{i:00}"), (stack + "Server", i < 35 ? "nas" : "attic"), (stack + "Services:0:Name", "app"), (stack + "Services:0:Image", "example/app:1")]);
        }
        settings.AddRange([(Core + "Stacks:0:Project", "zero"), (Core + "Stacks:0:Repo", "me/lab"), (Core + "Stacks:0:Config:environment", "PASSWORD = hunter2")]);
        return new SimulatedCore(await SimulatorHost.StartAsync([.. settings]));
    }

    public KomodoClient Client(KomodoKey? key = null) => Client(host.Komodo("lab"), key);

    public static KomodoClient Client(Uri address, KomodoKey? key = null) =>
        new(new KomodoSettings { Address = address, CallTimeout = TimeSpan.FromSeconds(30) }, _ => ValueTask.FromResult(key ?? Admin));

    /// <summary>What an owner or an accident does behind the API's back.</summary>
    public async Task ControlAsync(HttpMethod method, string path, object? what = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress };
        using var request = new HttpRequestMessage(method, $"/_sim/komodo/lab/{path}") { Content = what is null ? null : JsonContent.Create(what) };
        (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
