using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using HomeLab.Benchmarks.EventToCall;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Docker;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>A real Docker engine that says each call of its API, by its own log.</summary>
sealed class CountedEngine : IAsyncDisposable
{
    const string Call = "Calling ";
    const string Own = "benchmark=1";

    readonly DockerEngine engine;
    readonly ConcurrentQueue<string> calls;
    readonly HttpClient http;

    CountedEngine(DockerEngine engine, ConcurrentQueue<string> calls, string image)
    {
        (this.engine, this.calls, Image) = (engine, calls, image);
        http = BenchEngine.Connect(engine.Endpoint);
    }

    public Uri Endpoint => engine.Endpoint;

    public string Image { get; }

    public static async Task<CountedEngine> StartAsync()
    {
        var calls = new ConcurrentQueue<string>();
        var engine = await DockerEngine.StartAsync(["--debug"], line =>
        {
            if (line.IndexOf(Call, StringComparison.Ordinal) is >= 0 and var at && !line.Contains(Own, StringComparison.Ordinal))
                calls.Enqueue(line[(at + Call.Length)..].TrimEnd('"'));
        });
        return new CountedEngine(engine, calls, await TestImage.ImportAsync(engine.Endpoint));
    }

    /// <summary>The calls that were made since the last time: <c>POST /v1.41/containers/create?name=…</c>.</summary>
    public async Task<IReadOnlyList<string>> TakeCallsAsync()
    {
        // The log is a pipe: what was called before a call that is seen is there too.
        await http.GetStringAsync(new Uri("_ping", UriKind.Relative));
        await Eventually.TrueAsync(() => calls.Any(it => it.Contains("GET /_ping", StringComparison.Ordinal)), "the engine's log has come", within: null, every: TimeSpan.FromMilliseconds(10));
        var taken = new List<string>();
        while (calls.TryDequeue(out var call))
            taken.Add(call);
        taken.RemoveAll(it => it.Contains("GET /_ping", StringComparison.Ordinal));
        return taken;
    }

    /// <summary>Whether so many containers of the project run and are healthy, and no other is left of it.</summary>
    public async Task<bool> IsHealthyAsync(string project, int containers)
    {
        var all = await ListAsync(project);
        return all.Count == containers && all.All(it => $"{it!["Status"]}".Contains("(healthy)", StringComparison.Ordinal));
    }

    /// <summary>Until it is so, or it is time.</summary>
    public async Task<bool> UntilHealthyAsync(string project, int containers, TimeSpan within)
    {
        var until = TimeProvider.System.GetUtcNow() + within;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            if (await IsHealthyAsync(project, containers))
                return true;
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
        return false;
    }

    public async Task RemoveAsync(string project)
    {
        foreach (var container in await ListAsync(project))
            await http.DeleteAsync(new Uri($"containers/{container!["Id"]}?force=1&v=1&{Own}", UriKind.Relative));
        foreach (var network in JsonNode.Parse(await http.GetStringAsync(new Uri($"networks?{Own}&{Of(project)}", UriKind.Relative)))!.AsArray())
            await http.DeleteAsync(new Uri($"networks/{network!["Id"]}?{Own}", UriKind.Relative));
        foreach (var volume in JsonNode.Parse(await http.GetStringAsync(new Uri($"volumes?{Own}&{Of(project)}", UriKind.Relative)))!["Volumes"]?.AsArray() ?? [])
            await http.DeleteAsync(new Uri($"volumes/{volume!["Name"]}?{Own}", UriKind.Relative));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await engine.DisposeAsync();
    }

    async Task<JsonArray> ListAsync(string project) =>
        JsonNode.Parse(await http.GetStringAsync(new Uri($"containers/json?all=1&{Own}&{Of(project)}", UriKind.Relative)))!.AsArray();

    static string Of(string project) => $"filters={Uri.EscapeDataString($$"""{"label":["com.docker.compose.project={{project}}"]}""")}";
}
