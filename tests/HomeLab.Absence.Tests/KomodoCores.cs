using System.Net.Http.Json;
using HomeLab.Simulators;
using HomeLab.Testing;

namespace HomeLab.Absence.Tests;

/// <summary>The same Core twice, in either version, with more stacks than a page holds.</summary>
sealed class KomodoCores : IAsyncDisposable
{
    const int Stacks = 35;
    const string Key = "K-of-the-matrix";
    const string Secret = "S-of-the-matrix";

    /// <summary>Of each: the Core itself, a server, the stacks and a sync.</summary>
    public const int Resources = Stacks + 3;

    /// <summary>So long before <see cref="AddStacksAsync"/> added something, by the simulators' clock, it was not there.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(4);

    static readonly (string Name, string Version)[] Versions = [("first", "1.19.5"), ("second", "2.3.2")];

    readonly TemporaryDirectory files = new();
    readonly HttpClient http;

    KomodoCores(SimulatorHost host) => (Host, http) = (host, new HttpClient(new SocketsHttpHandler()) { BaseAddress = host.BaseAddress });

    public SimulatorHost Host { get; }

    /// <summary>As in lab.yaml.</summary>
    public string[] Specs =>
    [
        .. Versions.Select(it => $"{{name: {it.Name}, url: \"{Host.Komodo(it.Name)}\", key: {{file: {files.Write("key", Key)}}}, secret: {{file: {files.Write("secret", Secret)}}}}}"),
    ];

    public static async Task<KomodoCores> StartAsync()
    {
        var settings = new List<(string, string?)>();
        foreach (var (index, (name, version)) in Versions.Index())
        {
            var core = $"Simulators:Komodo:Cores:{index}:";
            settings.AddRange(
            [
                (core + "Name", name), (core + "Version", version),
                (core + "Keys:0:Name", "homelab"), (core + "Keys:0:Key", Key), (core + "Keys:0:Secret", Secret),
                (core + "Servers:0:Name", "nas"), (core + "Servers:0:Address", "https://192.0.2.4:8120"), (core + "Syncs:0:Name", "stacks"),
            ]);
            for (var i = 0; i < Stacks; i++)
                settings.AddRange([($"{core}Stacks:{i}:Name", $"stack-{i:00}"), ($"{core}Stacks:{i}:Server", "nas"), ($"{core}Stacks:{i}:Services:0:Name", "app")]);
        }
        return new KomodoCores(await SimulatorHost.StartAsync([.. settings]));
    }

    public async Task AddStacksAsync(string stack)
    {
        Host.Clock.Advance(Before * 2);
        foreach (var (name, _) in Versions)
            (await http.PostAsJsonAsync($"/_sim/komodo/{name}/stacks", new { name = stack, server = "nas" })).EnsureSuccessStatusCode();
    }

    public async Task RemoveStacksAsync(string stack)
    {
        foreach (var (name, _) in Versions)
            (await http.DeleteAsync(new Uri($"/_sim/komodo/{name}/stacks/{stack}", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Host.DisposeAsync();
        files.Dispose();
    }
}
