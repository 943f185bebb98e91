using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using HomeLab.Testing;
using HomeLab.Testing.Processes;

namespace HomeLab.RunMode.Tests;

/// <summary>An AppHost in a process of its own, as a person starts it.</summary>
sealed class RunningAppHost : IAsyncDisposable
{
    const string Variable = "HOMELAB_TEST_OWNER";
    static readonly string Program = typeof(RunningAppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "AppHost").Value!;

    readonly string _mark = Guid.NewGuid().ToString("N");
    readonly string _state;
    readonly Process _process;
    readonly ConcurrentQueue<string> _lines = new();

    public RunningAppHost(string state, string scenario, params string[] arguments)
        : this(state, scenario, null, arguments)
    {
    }

    public RunningAppHost(string state, string scenario, Uri? docker, string[] arguments)
    {
        _state = state;
        var start = new ProcessStartInfo("dotnet", [Program, scenario, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOMELAB_STATE"] = state;
        start.Environment[Variable] = _mark;
        // No engine of the machine takes part unless a test brings one.
        start.Environment["DOCKER_HOST"] = docker?.OriginalString ?? "unix:///nowhere";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Receive;
        _process.ErrorDataReceived += Receive;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Lines => [.. _lines];

    public string StateDirectory => Directory.EnumerateDirectories(_state).Single();

    public string StateFile => Path.Combine(StateDirectory, "state.json");

    public JsonElement State => JsonDocument.Parse(File.ReadAllText(StateFile)).RootElement;

    public IReadOnlyList<RunningProcess> Tree => RunningProcess.Tree(_process.Id);

    public Task ReadyAsync() => SaysAsync("Ready in ");

    public Task SaysAsync(string text, int times = 1) => Eventually.PassesAsync(
        () =>
        {
            var said = Lines;
            Assert.True(said.Count(line => line.Contains(text, StringComparison.Ordinal)) >= times, $"It did not say '{text}' but:\n{string.Join('\n', said)}");
            return Task.CompletedTask;
        },
        TimeSpan.FromSeconds(180));

    public string EndpointOf(string resource, string name = "http") =>
        State.GetProperty("resources").GetProperty(resource).GetProperty("endpoints").GetProperty(name).GetString()!;

    public async Task<int> SignalAsync(string signal)
    {
        await SendAsync(signal);
        return await ExitedAsync();
    }

    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(90));
        return _process.ExitCode;
    }

    public Task NothingStaysAsync(IReadOnlyList<RunningProcess> tree) => Eventually.PassesAsync(() =>
    {
        Assert.Empty(tree.Where(process => process.IsRunning));
        Assert.Empty(RunningProcess.WithVariable(Variable, _mark));
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: false);
        await Eventually.TrueAsync(() => RunningProcess.WithVariable(Variable, _mark).Count == 0, "everything of the AppHost has ended");
        _process.Dispose();
    }

    void Receive(object sender, DataReceivedEventArgs arguments)
    {
        if (arguments.Data is { } line)
            _lines.Enqueue(line);
    }
}
