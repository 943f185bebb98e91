using System.Collections.Concurrent;
using System.Net.Sockets;
using Docker.DotNet;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;

namespace DotNet.Testcontainers.Docker;

/// <summary>One daemon, with one client for the whole process.</summary>
sealed class Daemon
{
    static readonly ConcurrentDictionary<Uri, Daemon> Known = new();
    static readonly Lazy<Uri> Found = new(Find, LazyThreadSafetyMode.PublicationOnly);
    readonly Uri _endpoint;
    readonly Lazy<Task> _sweep;

    Daemon(Uri endpoint)
    {
        _endpoint = endpoint;
        Client = new DockerClientConfiguration(endpoint).CreateClient();
        _sweep = new(() => Sweep.RunAsync(Client));
    }

    public DockerClient Client { get; }

    /// <summary>Where ports that the daemon publishes are reached.</summary>
    public string Hostname =>
        TestcontainersSettings.DockerHostOverride ?? (_endpoint.Scheme == "unix" ? "127.0.0.1" : _endpoint.Host);

    /// <param name="endpoint">Null for the one of this machine.</param>
    /// <exception cref="DockerUnavailableException">None was given, and none answers on this machine.</exception>
    public static Daemon At(Uri endpoint) => Known.GetOrAdd(endpoint ?? Found.Value, found => new Daemon(found));

    /// <summary>Removes, once per process, what killed processes of this machine left on the daemon.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => _sweep.Value.WaitAsync(cancellationToken);

    static Uri Find()
    {
        var fromEnvironment = Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (!string.IsNullOrEmpty(fromEnvironment)) return new Uri(fromEnvironment);

        string[] sockets = ["/var/run/docker.sock", Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") + "/docker.sock"];
        return sockets.Where(Answers).Select(path => new Uri("unix://" + path)).FirstOrDefault()
            ?? throw new DockerUnavailableException(
                $"No Docker daemon answers at {string.Join(" or ", sockets)}. Start one, or name it in DOCKER_HOST or by WithDockerEndpoint.");
    }

    static bool Answers(string path)
    {
        if (!File.Exists(path)) return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
