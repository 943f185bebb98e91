using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface IContainerOperations
{
    Task<MultiplexedStream> AttachContainerAsync(
        string id, bool tty, ContainerAttachParameters parameters, CancellationToken cancellationToken = default);

    Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken cancellationToken = default);

    Task<Stream> ExportContainerAsync(string id, CancellationToken cancellationToken = default);

    Task ExtractArchiveToContainerAsync(
        string id, ContainerPathStatParameters parameters, Stream stream, CancellationToken cancellationToken = default);

    Task<GetArchiveFromContainerResponse> GetArchiveFromContainerAsync(
        string id, GetArchiveFromContainerParameters parameters, bool statOnly, CancellationToken cancellationToken = default);

    Task<Stream> GetContainerLogsAsync(string id, ContainerLogsParameters parameters, CancellationToken cancellationToken = default);

    Task GetContainerLogsAsync(
        string id, ContainerLogsParameters parameters, CancellationToken cancellationToken, IProgress<string> progress);

    Task<MultiplexedStream> GetContainerLogsAsync(
        string id, bool tty, ContainerLogsParameters parameters, CancellationToken cancellationToken = default);

    Task GetContainerStatsAsync(
        string id,
        ContainerStatsParameters parameters,
        IProgress<ContainerStatsResponse> progress,
        CancellationToken cancellationToken = default);

    Task<Stream> GetContainerStatsAsync(string id, ContainerStatsParameters parameters, CancellationToken cancellationToken);

    Task<IList<ContainerFileSystemChangeResponse>> InspectChangesAsync(string id, CancellationToken cancellationToken = default);

    Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken = default);

    Task KillContainerAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken = default);

    Task<IList<ContainerListResponse>> ListContainersAsync(
        ContainersListParameters parameters, CancellationToken cancellationToken = default);

    Task<ContainerProcessesResponse> ListProcessesAsync(
        string id, ContainerListProcessesParameters parameters, CancellationToken cancellationToken = default);

    Task PauseContainerAsync(string id, CancellationToken cancellationToken = default);

    Task<ContainersPruneResponse> PruneContainersAsync(
        ContainersPruneParameters parameters = null, CancellationToken cancellationToken = default);

    Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken = default);

    Task RenameContainerAsync(string id, ContainerRenameParameters parameters, CancellationToken cancellationToken);

    Task ResizeContainerTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken = default);

    Task RestartContainerAsync(string id, ContainerRestartParameters parameters, CancellationToken cancellationToken = default);

    Task<bool> StartContainerAsync(string id, ContainerStartParameters parameters, CancellationToken cancellationToken = default);

    Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken cancellationToken = default);

    Task UnpauseContainerAsync(string id, CancellationToken cancellationToken = default);

    Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken = default);
}
