using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Docker;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>Runs a command in a container: it exists before it runs, so that its id can be remembered first.</summary>
sealed class CommandRunner(IDockerClient client, TimeProvider time)
{
    /// <summary>Bytes that are kept of what it writes, from the end.</summary>
    const int MostOutput = 1 << 18;

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes it, without starting it.</summary>
    /// <returns>The Engine's id of it.</returns>
    public async Task<string> CreateAsync(string container, ServiceHook command, CancellationToken cancellationToken) => (await EngineCalls.MakeAsync(
        $"preparing a command in {container}",
        () => client.Exec.ExecCreateContainerAsync(
            container,
            new ContainerExecCreateParameters
            {
                Cmd = [.. command.Command],
                User = command.User ?? "",
                Privileged = command.IsPrivileged,
                WorkingDir = command.WorkingDir ?? "",
                Env = [.. command.Environment.Select(it => $"{it.Key}={it.Value}")],
                AttachStdout = true,
                AttachStderr = true,
            },
            cancellationToken),
        cancellationToken)).ID;

    /// <summary>Starts it and follows it until it ends or the time is over.</summary>
    /// <returns>How it ended, and what it wrote, both outputs as they came.</returns>
    /// <exception cref="EngineException">It was not started, or that is not known.</exception>
    public async Task<(CommandEnd End, string Output)> RunAsync(string exec, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var output = new List<byte>();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(atMost);
        var begun = time.GetTimestamp();
        EngineException? broken = null;
        try
        {
            await EngineCalls.MakeAsync("running a command", () => ReadAsync(exec, output, late.Token), cancellationToken);
        }
        catch (EngineException exception)
        {
            // What it does it does without our ear.
            broken = exception;
        }
        while (true)
        {
            var end = await EndOfAsync(exec, cancellationToken);
            if (end is not CommandEnd.Running && (broken is null || end is not CommandEnd.NeverStarted))
                return (end, Encoding.UTF8.GetString([.. output]));
            if (end is CommandEnd.NeverStarted)
                throw broken!;
            if (time.GetElapsedTime(begun) >= atMost)
                return (end, Encoding.UTF8.GetString([.. output]));
            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>Starts it. An Engine starts one once, whoever asks again.</summary>
    /// <exception cref="EngineException">It was not started, or that is not known.</exception>
    public Task<MultiplexedStream> StartAsync(string exec, CancellationToken cancellationToken) => EngineCalls.MakeAsync(
        "starting a command", () => client.Exec.StartAndAttachContainerExecAsync(exec, false, cancellationToken), cancellationToken);

    /// <summary>Adds what it writes, both outputs as they come, until it has closed them.</summary>
    public static async Task ReadAsync(MultiplexedStream stream, List<byte> output, CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        while (await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken) is { EOF: false } read)
        {
            output.AddRange(buffer.AsSpan(0, read.Count));
            if (output.Count > 2 * MostOutput)
                output.RemoveRange(0, output.Count - MostOutput);
        }
    }

    public async Task<CommandEnd> EndOfAsync(string exec, CancellationToken cancellationToken)
    {
        try
        {
            var found = await EngineCalls.MakeAsync("inspecting a command", () => client.Exec.InspectContainerExecAsync(exec, cancellationToken), cancellationToken);
            return found switch
            {
                { Running: true } => new CommandEnd.Running(),
                // What could not be started has an exit code and was never a process.
                { Pid: 0, ExitCode: 0 } => new CommandEnd.NeverStarted(),
                _ => new CommandEnd.Exited(found.ExitCode),
            };
        }
        catch (EngineException exception) when (exception.Code == "NotFound")
        {
            return new CommandEnd.Forgotten();
        }
    }

    async Task ReadAsync(string exec, List<byte> output, CancellationToken cancellationToken)
    {
        using var stream = await client.Exec.StartAndAttachContainerExecAsync(exec, false, cancellationToken);
        await ReadAsync(stream, output, cancellationToken);
    }
}
