using Docker.DotNet.Transport;

namespace Docker.DotNet;

public sealed class DockerClient : IDockerClient
{
    readonly ApiConnection _connection;

    internal DockerClient(DockerClientConfiguration configuration, Version requestedApiVersion)
    {
        Configuration = configuration;
        _connection = new ApiConnection(configuration, requestedApiVersion);
        Containers = new ContainerOperations(_connection);
        Images = new ImageOperations(_connection);
        Networks = new NetworkOperations(_connection);
        Volumes = new VolumeOperations(_connection);
        System = new SystemOperations(_connection);
        Exec = new ExecOperations(_connection);
        Swarm = new SwarmOperations(_connection);
    }

    public DockerClientConfiguration Configuration { get; }

    public TimeSpan DefaultTimeout
    {
        get => _connection.DefaultTimeout;
        set => _connection.DefaultTimeout = value;
    }

    public IContainerOperations Containers { get; }

    public IImageOperations Images { get; }

    public INetworkOperations Networks { get; }

    public IVolumeOperations Volumes { get; }

    public ISystemOperations System { get; }

    public IExecOperations Exec { get; }

    public ISwarmOperations Swarm { get; }

    /// <summary>Closes the connections, and the configuration's credentials with them.</summary>
    public void Dispose()
    {
        Configuration.Dispose();
        _connection.Dispose();
    }
}
