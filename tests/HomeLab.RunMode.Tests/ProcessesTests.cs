using System.Net.Http.Json;
using System.Text.RegularExpressions;
using HomeLab.Testing;

namespace HomeLab.RunMode.Tests;

public sealed class ProcessesTests : IDisposable
{
    readonly TemporaryDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Restarts_what_crashes_after_growing_delays_and_says_so()
    {
        await using var host = new RunningAppHost(_scratch.Path, "crashing");

        await host.SaysAsync("crashing: ended with exit code 5; starts again in 1 s");
        await host.SaysAsync("crashing: ended with exit code 5; starts again in 2 s");
        await host.SaysAsync("crashing: ended with exit code 5; starts again in 4 s");
        Assert.Equal(3, Regex.Count(await File.ReadAllTextAsync(Path.Combine(host.StateDirectory, "logs/crashing.log")), "once more"));
    }

    [Fact]
    public async Task A_service_that_crashed_is_ready_again_at_the_same_address()
    {
        await using var host = new RunningAppHost(_scratch.Path, "service");
        await host.ReadyAsync();
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(host.EndpointOf("service")) };

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/crash"));

        await host.SaysAsync("service: ended with exit code 3; starts again in 1 s");
        await host.SaysAsync("service: ready", times: 2);
        Assert.True((await client.GetAsync("/health")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Starts_in_the_order_of_what_waits_and_stops_in_reverse()
    {
        var order = _scratch.Combine("order");
        await using var host = new RunningAppHost(Directory.CreateDirectory(_scratch.Combine("state")).FullName, "order", $"--ORDER={order}");
        await Eventually.TrueAsync(() => File.Exists(order) && File.ReadAllLines(order).Length == 3, "all three have started");
        await host.ReadyAsync();
        var tree = host.Tree;

        Assert.Equal(0, await host.SignalAsync("TERM"));

        var lines = await File.ReadAllLinesAsync(order);
        Assert.Equal("done", lines[0]);
        Assert.Equal(["stopped above", "stopped below"], lines[3..]);
        await host.NothingStaysAsync(tree);
    }

    [Fact]
    public async Task A_second_signal_ends_a_stop_that_takes_too_long()
    {
        var order = _scratch.Combine("order");
        await using var host = new RunningAppHost(Directory.CreateDirectory(_scratch.Combine("state")).FullName, "stubborn", $"--ORDER={order}");
        await Eventually.TrueAsync(() => File.Exists(order) && File.ReadAllLines(order).Length == 2, "both have started");
        await host.ReadyAsync();
        var tree = host.Tree;
        await host.SendAsync("INT");
        await host.SaysAsync("Stopping");

        await host.SendAsync("INT");

        await host.ExitedAsync();
        await host.NothingStaysAsync(tree);
        // Whoever waits for the stubborn one to end would have asked the other to stop then.
        Assert.DoesNotContain("stopped obedient", await File.ReadAllLinesAsync(order));
    }

    [Fact]
    public async Task One_checkout_runs_once_and_two_run_side_by_side()
    {
        await using var host = new RunningAppHost(Directory.CreateDirectory(_scratch.Combine("one")).FullName, "service");
        await host.ReadyAsync();

        await using var second = new RunningAppHost(_scratch.Combine("one"), "service");
        Assert.Equal(1, await second.ExitedAsync());
        Assert.Contains("runs already", Assert.Single(second.Lines), StringComparison.Ordinal);
        Assert.True(File.Exists(host.StateFile));

        await using var clone = new RunningAppHost(Directory.CreateDirectory(_scratch.Combine("other")).FullName, "service");
        await clone.ReadyAsync();
        Assert.NotEqual(host.EndpointOf("service"), clone.EndpointOf("service"));
    }

    [Fact]
    public async Task Says_which_parameter_has_no_value_and_ends()
    {
        await using var host = new RunningAppHost(_scratch.Path, "parameter");

        Assert.Equal(1, await host.ExitedAsync());
        Assert.Contains(host.Lines, line => line.Contains("Parameters:token", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Lines, line => line.StartsWith("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gives_dashboard_and_services_the_same_key_and_says_where_the_dashboard_is()
    {
        await using var host = new RunningAppHost(_scratch.Path, "dashboard");
        await host.ReadyAsync();
        await host.SaysAsync("Dashboard: http://127.0.0.1:");
        var login = new Uri(host.State.GetProperty("dashboard").GetString()!);
        using var client = new HttpClient(new SocketsHttpHandler());

        var page = await client.GetStringAsync(login);
        var dashboard = host.Tree.First(process => process.CommandLine.StartsWith("dotnet ", StringComparison.Ordinal)
            && process.CommandLine.EndsWith("Aspire.Dashboard.dll", StringComparison.Ordinal)).Environment;
        var service = await client.GetFromJsonAsync<Dictionary<string, string>>(new Uri(host.EndpointOf("service") + "/environment"));

        Assert.Contains("<html", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(dashboard["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"], service!["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal($"x-otlp-api-key={dashboard["DASHBOARD__OTLP__PRIMARYAPIKEY"]}", service["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal("grpc", service["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("service", service["OTEL_SERVICE_NAME"]);
        Assert.Contains("service.instance.id=", service["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
        Assert.Equal($"/login?t={dashboard["DASHBOARD__FRONTEND__BROWSERTOKEN"]}", login.PathAndQuery);
        Assert.Equal(("ApiKey", "BrowserToken"), (dashboard["DASHBOARD__OTLP__AUTHMODE"], dashboard["DASHBOARD__FRONTEND__AUTHMODE"]));
    }
}
