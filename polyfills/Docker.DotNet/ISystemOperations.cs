using Docker.DotNet.Models;

namespace Docker.DotNet;

public interface ISystemOperations
{
    Task AuthenticateAsync(AuthConfig authConfig, CancellationToken cancellationToken = default);

    Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken = default);

    Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken = default);

    Task MonitorEventsAsync(
        ContainerEventsParameters parameters, IProgress<Message> progress, CancellationToken cancellationToken = default);

    Task<Stream> MonitorEventsAsync(ContainerEventsParameters parameters, CancellationToken cancellationToken);

    Task PingAsync(CancellationToken cancellationToken = default);
}
