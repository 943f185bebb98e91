using System.Diagnostics;
using System.Text.Json;
using HomeLab.Testing;

namespace HomeLab.Cli.Tests.Fleets;

/// <summary>Which fleet a command is about, by the state files that AppHosts write.</summary>
public sealed class RunningFleetsTests(FakeFleet fleet) : IClassFixture<FakeFleet>, IDisposable
{
    readonly TemporaryDirectory state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task Finds_the_one_that_runs_and_its_token()
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost");

        var transcript = await RunAsync("get sources");

        Assert.Equal((ExitCode.Ok, ""), (transcript.ExitCode, transcript.Error));
        Assert.Contains("docker/komodo-host", transcript.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_no_notice_of_one_that_was_killed()
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost", processId: int.MaxValue);

        var transcript = await RunAsync("get sources");

        Assert.Equal(ExitCode.Unreachable, transcript.ExitCode);
        Assert.Contains($"No fleet runs on this machine (looked in {state.Path})", transcript.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_no_notice_of_one_whose_process_id_is_anothers_by_now()
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost", startedAt: Started().AddHours(-1));

        Assert.Equal(ExitCode.Unreachable, (await RunAsync("get sources")).ExitCode);
    }

    [Fact]
    public async Task Takes_the_newest_of_several_and_says_which()
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost", startedAt: Started().AddSeconds(5));
        Write("HomeLab.AppHost-bbbbbbbb", "/src/two/HomeLab.AppHost", startedAt: Started().AddSeconds(9));

        var transcript = await RunAsync("get sources");

        Assert.Equal(ExitCode.Ok, transcript.ExitCode);
        Assert.Equal("homelab: 2 fleets run; this is the newest of /src/two/HomeLab.AppHost. --fleet chooses another.\n", transcript.Error);
    }

    [Fact]
    public async Task Takes_the_one_of_the_checkout_that_it_is_called_in()
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost", startedAt: Started().AddSeconds(5));
        Write("HomeLab.AppHost-bbbbbbbb", "/src/two/HomeLab.AppHost", startedAt: Started().AddSeconds(9));

        var transcript = await RunAsync("get sources", directory: "/src/one/docs");

        Assert.Equal("homelab: 2 fleets run; this is the one of /src/one/HomeLab.AppHost. --fleet chooses another.\n", transcript.Error);
    }

    [Theory]
    [InlineData("HomeLab.AppHost-aaaaaaaa")]
    [InlineData("/src/one")]
    [InlineData("/src/one/HomeLab.AppHost")]
    [InlineData("one")]
    public async Task Takes_the_one_that_is_named(string name)
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost", startedAt: Started().AddSeconds(5));
        Write("HomeLab.AppHost-bbbbbbbb", "/src/two/HomeLab.AppHost", startedAt: Started().AddSeconds(9), address: "http://127.0.0.1:1");

        var transcript = await RunAsync($"get sources --fleet {name}", directory: "/src");

        Assert.Equal((ExitCode.Ok, ""), (transcript.ExitCode, transcript.Error));
    }

    [Fact]
    public async Task Names_those_that_there_are_where_another_is_asked_for()
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost");

        var transcript = await RunAsync("get sources --fleet three");

        Assert.Equal(ExitCode.Unreachable, transcript.ExitCode);
        Assert.Equal("homelab: No fleet that runs is called three; there are: HomeLab.AppHost-aaaaaaaa of /src/one/HomeLab.AppHost.\n", transcript.Error);
    }

    [Fact]
    public async Task Says_that_a_fleet_is_still_starting()
    {
        Write("HomeLab.AppHost-aaaaaaaa", "/src/one/HomeLab.AppHost", isReady: false);

        Assert.Contains("still starting", (await RunAsync("get sources")).Error, StringComparison.Ordinal);
    }

    Task<Transcript> RunAsync(string command, string directory = "/") => Transcript.OfAsync(
        command, new Dictionary<string, string> { ["HOMELAB_STATE"] = state.Path }, directory: directory);

    /// <summary>As an AppHost that is this very process would have written it.</summary>
    void Write(
        string name, string directory, int? processId = null, DateTimeOffset? startedAt = null, bool isReady = true, string? address = null)
    {
        var json = JsonSerializer.Serialize(new
        {
            appHost = "HomeLab.AppHost", directory, processId = processId ?? Environment.ProcessId, startedAt = startedAt ?? Started().AddSeconds(1), isReady,
            resources = new Dictionary<string, object>
            {
                ["postgres"] = new { type = "PostgresServerResource", endpoints = new { tcp = "tcp://127.0.0.1:5432" } },
                ["inventory"] = new { type = "ProjectResource", endpoints = new { http = "http://127.0.0.1:1", grpc = address ?? fleet.Inventory } },
                ["dns"] = new { type = "ProjectResource", endpoints = new { http = "http://127.0.0.1:1", grpc = address ?? fleet.Dns } },
            },
            parameters = new Dictionary<string, string> { ["operator-secret"] = FakeFleet.Token["operator.".Length..] },
        });
        state.Write($"{name}/state.json", json);
    }

    static DateTimeOffset Started()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime;
    }
}
