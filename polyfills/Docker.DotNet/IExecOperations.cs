using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface IExecOperations
{
    Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken = default);

    Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken = default);

    Task ResizeContainerExecTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken = default);

    Task<MultiplexedStream> StartAndAttachContainerExecAsync(string id, bool tty, CancellationToken cancellationToken = default);

    Task StartContainerExecAsync(string id, CancellationToken cancellationToken = default);

    Task<MultiplexedStream> StartWithConfigContainerExecAsync(
        string id, ContainerExecStartParameters eConfig, CancellationToken cancellationToken = default);
}
