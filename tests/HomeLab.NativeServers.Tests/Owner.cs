using System.Diagnostics;
using HomeLab.Testing;
using HomeLab.Testing.Processes;

namespace HomeLab.NativeServers.Tests;

/// <summary>Another process that owns servers, to be killed.</summary>
sealed class Owner : IDisposable
{
    const string Variable = "HOMELAB_TEST_OWNER";
    readonly string _mark = Guid.NewGuid().ToString("N");
    readonly Process _process;

    Owner(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "HomeLab.NativeServers.Tests.Owner.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[Variable] = _mark;
        _process = Process.Start(start)!;
    }

    public int Port { get; private set; }

    public static async Task<Owner> StartAsync(params string[] arguments)
    {
        var owner = new Owner(arguments);
        var ready = await owner._process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The owner ended before it was ready.");
        owner.Port = ready.Split(' ') is [_, var port] ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : 0;
        return owner;
    }

    public IReadOnlyList<RunningProcess> Tree() => RunningProcess.Tree(_process.Id);

    public void KillItAlone() => _process.Kill(entireProcessTree: false);

    public Task NothingStaysAsync(IReadOnlyList<RunningProcess> tree) => Eventually.PassesAsync(() =>
    {
        Assert.Empty(tree.Where(process => process.IsRunning));
        Assert.Empty(RunningProcess.WithVariable(Variable, _mark));
        return Task.CompletedTask;
    });

    public void Dispose()
    {
        if (!_process.HasExited)
            KillItAlone();
        _process.Dispose();
    }
}
