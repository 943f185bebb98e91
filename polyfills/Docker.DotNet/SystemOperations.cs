using Docker.DotNet.Models;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

sealed class SystemOperations(ApiConnection connection) : ISystemOperations
{
    public Task AuthenticateAsync(AuthConfig authConfig, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authConfig);
        return connection.SendAsync(ApiRequest.Post("auth").WithBody(authConfig), cancellationToken);
    }

    public Task PingAsync(CancellationToken cancellationToken) => connection.SendAsync(ApiRequest.Get("_ping"), cancellationToken);

    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken) =>
        connection.SendAsync<VersionResponse>(ApiRequest.Get("version"), cancellationToken);

    public Task<SystemInfoResponse> GetSystemInfoAsync(CancellationToken cancellationToken) =>
        connection.SendAsync<SystemInfoResponse>(ApiRequest.Get("info"), cancellationToken);

    public Task<Stream> MonitorEventsAsync(ContainerEventsParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return connection.OpenStreamAsync(ApiRequest.Get("events").With(parameters), cancellationToken);
    }

    public Task MonitorEventsAsync(
        ContainerEventsParameters parameters, IProgress<Message> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(progress);
        return connection.MonitorAsync(ApiRequest.Get("events").With(parameters), progress, cancellationToken);
    }
}
