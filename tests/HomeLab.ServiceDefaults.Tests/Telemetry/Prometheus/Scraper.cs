using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using HomeLab.NativeServers;
using HomeLab.Testing;

namespace HomeLab.ServiceDefaults.Tests.Telemetry.Prometheus;

/// <summary>Debian's Prometheus, which scrapes one service each second until the test ends.</summary>
sealed partial class Scraper : IDisposable
{
    readonly TemporaryDirectory directory = new();
    readonly HttpClient client;
    readonly Process process;
    readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Scraper(Uri target)
    {
        client = new HttpClient(new SocketsHttpHandler());
        var settings = directory.Write("prometheus.yml", $$"""
            global: {scrape_interval: 1s}
            scrape_configs: [{job_name: homelab, static_configs: [{targets: ["{{target.Authority}}"]}]}]
            """);
        process = new Process
        {
            StartInfo = new ProcessStartInfo(Executables.Find("prometheus")!,
                [$"--config.file={settings}", $"--storage.tsdb.path={directory.Combine("series")}", "--web.listen-address=127.0.0.1:0"])
            {
                RedirectStandardError = true,
            },
        };
        process.ErrorDataReceived += (_, line) =>
        {
            if (ListeningOn().Match(line.Data ?? "") is { Success: true } match)
            {
                listening.TrySetResult(new Uri($"http://{match.Groups[1].Value}"));
            }
        };
    }

    public static Scraper Start(Uri target)
    {
        var scraper = new Scraper(target);
        scraper.process.Start();
        scraper.process.BeginErrorReadLine();
        return scraper;
    }

    /// <summary>The value of the one series that a query finds; null while there is none.</summary>
    public async Task<double?> QueryAsync(string query)
    {
        var address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(90));
        using var response = await client.GetAsync(new Uri(address, "/api/v1/query?query=" + Uri.EscapeDataString(query)));
        if (!response.IsSuccessStatusCode)
        {
            // It listens a little before it is ready.
            return null;
        }
        var result = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 1
            ? double.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture)
            : null;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        client.Dispose();
        directory.Dispose();
    }

    [GeneratedRegex(@"msg=""Listening on"" address=(\S+)")]
    private static partial Regex ListeningOn();
}
