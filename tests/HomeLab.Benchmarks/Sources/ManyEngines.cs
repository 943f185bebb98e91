namespace HomeLab.Benchmarks.Sources;

/// <summary>Ten engines with a hundred containers each.</summary>
sealed class ManyEngines : IObserved
{
    const int Engines = 10;
    const int Containers = 100;
    readonly IReadOnlyList<ListedEngine> engines;
    readonly List<HttpClient> clients;

    ManyEngines(IReadOnlyList<ListedEngine> engines)
    {
        this.engines = engines;
        clients = [.. engines.Select(it => new HttpClient(new SocketsHttpHandler()) { BaseAddress = it.Address })];
    }

    public string Lab => $"docker: [{string.Join(", ", engines.Select((it, number) => $"{{name: engine{number}, endpoint: \"tcp://{it.Address.Authority}\"}}"))}]";

    public IReadOnlyDictionary<string, string?> Secrets { get; } = new Dictionary<string, string?>();

    public string SourcePrefix => "docker/engine";

    public int Things => Engines * Containers;

    public string Changed => $"docker/engine0/{ListedEngine.Changed}";

    public static async Task<ManyEngines> StartAsync() =>
        new(await Task.WhenAll(Enumerable.Range(0, Engines).Select(it => ListedEngine.StartAsync(it, Containers))));

    public async Task<long> ReadAllAsync() => (await Task.WhenAll(clients.Select(it => Bytes.ReadAsync(it, "containers/json?all=1")))).Sum();

    public async Task ChangeAsync(int round)
    {
        using var stream = new StreamReader(await clients[0].GetStreamAsync(new Uri("events", UriKind.Relative)));
        engines[0].Turn();
        await stream.ReadLineAsync();
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(it => it.Dispose());
        foreach (var engine in engines)
            await engine.DisposeAsync();
    }
}
