namespace HomeLab.NativeServers;

/// <summary>
/// A Docker daemon of our own, from the binaries that are installed: its own containerd, images, containers and bridge.
/// Disposing it ends them, as the end of the owner does.
/// </summary>
/// <remarks>
/// Needs root. It starts with no images. Its bridge has no way out: ports that a container publishes are reached on
/// this machine, but a container reaches no network beyond its own.
/// </remarks>
public sealed class DockerEngine : IAsyncDisposable
{
    const string SocketLine = "socket ";
    static readonly string Script = EmbeddedScripts.Read("docker.sh");
    static readonly string[] Programs = ["dockerd", "containerd", "ip", "unshare", "flock"];
    readonly SupervisedProcess _process;

    DockerEngine(SupervisedProcess process, string socket) => (_process, Endpoint) = (process, new Uri("unix://" + socket));

    public static bool IsInstalled => Programs.All(program => Executables.Find(program) is not null);

    /// <summary>The packages of Debian and its kin that hold the daemon and what it needs.</summary>
    public static IReadOnlyList<string> Packages { get; } = ["docker.io", "iproute2"];

    /// <summary>Why no daemon of our own can run here whatever is installed, or null.</summary>
    public static string? WhyImpossible =>
        !OperatingSystem.IsLinux() ? "A private Docker daemon runs on Linux only."
        : !Environment.IsPrivilegedProcess ? "A private Docker daemon needs root."
        : null;

    /// <summary><c>unix:///…/docker.sock</c>; only root may connect.</summary>
    public Uri Endpoint { get; }

    /// <summary>The daemon's exit code, once it has ended with everything that it started.</summary>
    public Task<int> Exited => _process.Exited;

    /// <summary>Starts a daemon and returns when it answers.</summary>
    /// <param name="arguments">Added to the command line of <c>dockerd</c>, such as another <c>--host</c>.</param>
    /// <param name="log">Receives the daemon's lines.</param>
    /// <exception cref="NativeServerException">Docker is not installed, this is not root on Linux, or it did not start.</exception>
    public static async Task<DockerEngine> StartAsync(
        IReadOnlyList<string>? arguments = null, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        if (WhyImpossible is { } reason)
            throw new NativeServerException(reason);
        if (!IsInstalled)
            throw new NativeServerException($"Docker is not installed. Run: sudo apt-get install {string.Join(' ', Packages)}");

        var socket = "";
        var starting = new StartingServer("API listen on /", line =>
        {
            if (line.StartsWith(SocketLine, StringComparison.Ordinal)) socket = line[SocketLine.Length..];
            log?.Invoke(line);
        });
        var process = await Supervisor.StartAsync(new ProcessSpecification("sh", ["-c", Script, "docker", .. arguments ?? []])
        {
            Grace = TimeSpan.FromSeconds(20),
            Output = log,
            Error = starting.Receive,
        }, cancellationToken);
        await starting.WaitAsync("dockerd", process, cancellationToken);
        return new DockerEngine(process, socket);
    }

    /// <summary>Ends it at once, as a power cut would; what that leaves behind, the next daemon removes.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync() => await _process.StopAsync();
}
