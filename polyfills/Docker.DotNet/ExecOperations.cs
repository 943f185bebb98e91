using Docker.DotNet.Models;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

sealed class ExecOperations(ApiConnection connection) : IExecOperations
{
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Named(HttpMethod.Post, "containers", id, "exec").WithBody(parameters);
        return connection.SendAsync<ContainerExecCreateResponse>(request, cancellationToken);
    }

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync<ContainerExecInspectResponse>(Named(HttpMethod.Get, "exec", id, "json"), cancellationToken);

    public Task ResizeContainerExecTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return connection.SendAsync(Named(HttpMethod.Post, "exec", id, "resize").With(parameters), cancellationToken);
    }

    public Task StartContainerExecAsync(string id, CancellationToken cancellationToken)
    {
        var detached = new ContainerExecStartParameters { Detach = true };
        return connection.SendAsync(Named(HttpMethod.Post, "exec", id, "start").WithBody(detached), cancellationToken);
    }

    public Task<MultiplexedStream> StartAndAttachContainerExecAsync(string id, bool tty, CancellationToken cancellationToken)
    {
        var attached = new ContainerExecStartParameters { AttachStdin = true, AttachStdout = true, AttachStderr = true, Tty = tty };
        return StartWithConfigContainerExecAsync(id, attached, cancellationToken);
    }

    public async Task<MultiplexedStream> StartWithConfigContainerExecAsync(
        string id, ContainerExecStartParameters eConfig, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(eConfig);
        var request = Named(HttpMethod.Post, "exec", id, "start").WithBody(eConfig);
        return new MultiplexedStream(await connection.HijackAsync(request, cancellationToken), !eConfig.Tty);
    }

    static ApiRequest Named(HttpMethod method, string kind, string id, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return new ApiRequest(method, $"{kind}/{id}/{what}")
        {
            NotFound = static (status, body) => new DockerContainerNotFoundException(status, body),
        };
    }
}
