namespace Docker.DotNet;

public interface IDockerClient : IDisposable
{
    DockerClientConfiguration Configuration { get; }

    /// <summary>How long a call may last that is not a stream and not a wait for a container.</summary>
    TimeSpan DefaultTimeout { get; set; }

    IContainerOperations Containers { get; }

    IImageOperations Images { get; }

    INetworkOperations Networks { get; }

    IVolumeOperations Volumes { get; }

    ISystemOperations System { get; }

    IExecOperations Exec { get; }

    ISwarmOperations Swarm { get; }
}
