using HomeLab.Testing;
using HomeLab.Testing.Processes;

namespace HomeLab.NativeServers.Tests;

public sealed class SupervisorTests
{
    [Fact]
    public async Task Passes_on_the_output_and_the_exit_code()
    {
        var (output, error) = (new List<string>(), new List<string>());
        var process = await Supervisor.StartAsync(new ProcessSpecification("sh", "-c", "echo \"$1\"; echo bad >&2; exit 7", "x", "a b\"'$(id)")
        {
            Output = output.Add,
            Error = error.Add,
        });

        Assert.Equal(7, await process.Exited);
        Assert.Equal(["a b\"'$(id)"], output);
        Assert.Equal(["bad"], error);
        Assert.Empty(RunningProcess.List().Where(running => running.SessionId == process.SupervisorId || running.SessionId == process.Id));
    }

    [Fact]
    public async Task Says_what_cannot_be_run()
    {
        var error = new List<string>();
        var process = await Supervisor.StartAsync(new ProcessSpecification("/no/such/program") { Error = error.Add });

        Assert.Equal(127, await process.Exited);
        Assert.Contains("/no/such/program", string.Join('\n', error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_with_the_environment_in_a_session_of_its_own_with_default_signals()
    {
        var output = new List<string>();
        var process = await Supervisor.StartAsync(new ProcessSpecification("sh", "-c", "grep -z A-COLOUR= /proc/$$/environ | tr '\\0' ' '; echo $$; grep SigIgn /proc/self/status; cat")
        {
            Environment = new Dictionary<string, string?> { ["A-COLOUR"] = "red" },
            Output = output.Add,
        });
        await process.Exited;

        Assert.Equal($"A-COLOUR=red {process.Id}", output[0]);
        // SIGINT is bit 2, SIGQUIT bit 3, SIGTERM bit 15.
        Assert.Equal(0UL, Convert.ToUInt64(output[1].Split('\t')[1], 16) & 0x4006UL);
    }

    [Fact]
    public async Task A_process_that_stops_when_asked_is_not_killed()
    {
        var output = new List<string>();
        var process = await StartAsync("trap 'echo stopping; exit 3' TERM; echo ready; while :; do sleep 0.05; done", output, TimeSpan.FromSeconds(20));

        Assert.Equal(3, await process.StopAsync());
        Assert.Equal(["ready", "stopping"], output);
    }

    [Fact]
    public async Task Interrupts_a_process_that_wants_it()
    {
        var ready = new TaskCompletionSource();
        await using var process = await Supervisor.StartAsync(new ProcessSpecification("sh", "-c", "trap 'exit 4' INT; echo ready; while :; do sleep 0.05; done")
        {
            StopSignal = StopSignal.Interrupt,
            Output = _ => ready.TrySetResult(),
        });
        await ready.Task;

        Assert.Equal(4, await process.StopAsync());
    }

    [Fact]
    public async Task A_process_that_ignores_the_signal_is_killed_after_the_grace_with_all_that_it_started()
    {
        var process = await StartAsync("trap '' TERM; setsid sleep 1000 & echo ready; wait", [], TimeSpan.FromSeconds(1));
        var tree = await TreeWithSessionOfItsOwnAsync(process);

        await process.StopAsync();

        Assert.DoesNotContain(tree, one => one.IsRunning);
    }

    [Fact]
    public async Task A_graceful_stop_can_be_cut_short()
    {
        var process = await StartAsync("trap '' TERM; echo ready; while :; do sleep 0.05; done", [], TimeSpan.FromMinutes(10));
        var stopping = process.StopAsync();

        process.Kill();

        await stopping.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Orphans_end_with_the_process_that_left_them()
    {
        var gate = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        var process = await StartAsync($"setsid sleep 1000 & echo ready; until [ -e {gate} ]; do sleep 0.05; done", [], TimeSpan.FromSeconds(5));
        var tree = await TreeWithSessionOfItsOwnAsync(process);

        await File.WriteAllTextAsync(gate, "");
        var code = await process.Exited;
        File.Delete(gate);

        Assert.Equal(0, code);
        await Eventually.TrueAsync(() => tree.All(one => !one.IsRunning), "all of the group has ended");
    }

    [Theory]
    [InlineData("while :; do sleep 0.05; done")]
    [InlineData("trap '' TERM; setsid sh -c 'trap \"\" TERM; while :; do sleep 0.05; done' & (setsid sleep 1000 &) ; while :; do sleep 0.05; done")]
    public async Task Nothing_stays_behind_when_the_owner_is_killed(string script)
    {
        using var owner = await Owner.StartAsync("command", "1", "sh", "-c", $"echo ready; {script}");
        var tree = owner.Tree();

        owner.KillItAlone();

        await owner.NothingStaysAsync(tree);
    }

    [Fact]
    public async Task Ten_processes_hold_no_thread_of_the_owner()
    {
        var processes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => StartAsync("echo ready; exec sleep 1000", [], TimeSpan.FromSeconds(1))));

        // Each has two streams to read. Other tests may keep threads busy for a while.
        await Eventually.TrueAsync(() => ThreadPool.ThreadCount < 20, "fewer threads than streams", TimeSpan.FromMinutes(2));
        await Task.WhenAll(processes.Select(process => process.StopAsync()));
    }

    /// <summary>The process, its supervisor and what both started, once <c>setsid</c> has made the child's session.</summary>
    static async Task<IReadOnlyList<RunningProcess>> TreeWithSessionOfItsOwnAsync(SupervisedProcess process)
    {
        IReadOnlyList<RunningProcess> tree = [];
        await Eventually.TrueAsync(
            () =>
            {
                tree = [.. RunningProcess.Tree(process.Id), .. RunningProcess.Tree(process.SupervisorId)];
                return tree.Any(one => one.CommandLine == "sleep 1000" && one.SessionId == one.Id);
            },
            "the child runs in a session of its own");
        return tree;
    }

    static async Task<SupervisedProcess> StartAsync(string script, List<string> output, TimeSpan grace)
    {
        var ready = new TaskCompletionSource();
        var process = await Supervisor.StartAsync(new ProcessSpecification("sh", "-c", script)
        {
            Grace = grace,
            Output = line =>
            {
                output.Add(line);
                ready.TrySetResult();
            },
        });
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return process;
    }
}
