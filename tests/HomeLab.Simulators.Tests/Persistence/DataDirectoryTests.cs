using System.Diagnostics;
using System.Text.Json;
using HomeLab.Testing;

namespace HomeLab.Simulators.Tests.Persistence;

public sealed class DataDirectoryTests : IDisposable
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("homelab-simulators-");

    (string, string?) Setting => ("Simulators:DataDirectory", directory.FullName);

    [Fact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        string id;
        await using (var api = await Api.StartAsync(Setting))
        {
            var record = await api.CreateAsync(new { type = "MX", name = "@", content = "mail.example.net", priority = 10, comment = "kept \"so\" <b>" });
            id = record["id"]!.GetValue<string>();
        }

        await using var again = await Api.StartAsync(Setting);
        var read = await again.GetAsync($"{again.Records}/{id}");

        Assert.Equal("kept \"so\" <b>", read.Result!["comment"]!.GetValue<string>());
        Assert.Equal(10, read.Result["priority"]!.GetValue<int>());
    }

    [Fact]
    public async Task Every_answered_write_survives_a_kill()
    {
        var answered = new List<string>();
        using (var process = Start(out var address))
        {
            var api = await RunningAsync(address);
            var zone = await ZoneAsync(api);
            using var stop = new CancellationTokenSource();
            var writing = WriteAsync(api, zone, answered, stop.Token);
            await Eventually.TrueAsync(() => answered.Count >= 20, "twenty writes are answered");
            process.Kill();
            await process.WaitForExitAsync();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => writing);
        }

        await using var again = await SimulatorHost.StartAsync(Setting);
        using var reader = Client(again.Cloudflare);
        using var listed = JsonDocument.Parse(await reader.GetStringAsync($"zones/{await ZoneAsync(reader)}/dns_records?per_page=5000"));
        var names = listed.RootElement.GetProperty("result").EnumerateArray().Select(record => record.GetProperty("name").GetString()).ToHashSet();

        Assert.All(answered, name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task The_seed_keeps_its_ids_over_a_restart()
    {
        (string, string?)[] seed = [Setting, ("Simulators:Cloudflare:Zones:0:Records:0:Type", "A"), ("Simulators:Cloudflare:Zones:0:Records:0:Name", "home"), ("Simulators:Cloudflare:Zones:0:Records:0:Content", "203.0.113.9")];
        string before;
        await using (var api = await Api.StartAsync(seed))
            before = (await api.GetAsync(api.Records)).Result!.ToJsonString();

        await using var again = await Api.StartAsync(seed);

        Assert.Equal(before, (await again.GetAsync(again.Records)).Result!.ToJsonString());
    }

    [Fact]
    public async Task A_directory_serves_one_process_at_a_time()
    {
        await using var first = await Api.StartAsync(Setting);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SimulatorHost.StartAsync(Setting));

        Assert.Contains(directory.FullName, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(directory.FullName, "cloudflare.json"), "{ \"version\": 1, \"zones\": [");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => SimulatorHost.StartAsync(Setting));

        Assert.Contains("cloudflare.json", failure.Message, StringComparison.Ordinal);
    }

    Process Start(out int port)
    {
        port = FreePort();
        var start = new ProcessStartInfo("dotnet", [typeof(SimulatorHost).Assembly.Location, "--urls", $"http://127.0.0.1:{port}", "--Simulators:DataDirectory", directory.FullName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    static async Task<HttpClient> RunningAsync(int port)
    {
        var client = Client(new Uri($"http://127.0.0.1:{port}/cloudflare/client/v4/"));
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await client.GetStringAsync("/health") == "Healthy";
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the simulators are healthy");
        return client;
    }

    static HttpClient Client(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {Simulators.Cloudflare.DemoSeed.TokenSecret}");
        return client;
    }

    static async Task<string> ZoneAsync(HttpClient api)
    {
        using var zones = JsonDocument.Parse(await api.GetStringAsync("zones?name=example.org"));
        return zones.RootElement.GetProperty("result")[0].GetProperty("id").GetString()!;
    }

    static async Task WriteAsync(HttpClient api, string zone, List<string> answered, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            using var answer = await api.PostAsJsonAsync($"zones/{zone}/dns_records", new { type = "A", name = $"n{n}", content = "198.51.100.4" }, stop);
            answer.EnsureSuccessStatusCode();
            answered.Add($"n{n}.example.org");
        }
    }

    public void Dispose() => directory.Delete(recursive: true);
}
