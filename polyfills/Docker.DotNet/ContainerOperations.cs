using System.Net;
using System.Text;
using Docker.DotNet.Models;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

sealed class ContainerOperations(ApiConnection connection) : IContainerOperations
{
    public async Task<IList<ContainerListResponse>> ListContainersAsync(
        ContainersListParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return await connection.SendAsync<ContainerListResponse[]>(ApiRequest.Get("containers/json").With(parameters), cancellationToken);
    }

    public Task<CreateContainerResponse> CreateContainerAsync(CreateContainerParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = ApiRequest.Post("containers/create").With(parameters).WithBody(parameters) with
        {
            NotFound = static (status, body) => new DockerImageNotFoundException(status, body),
        };
        return connection.SendAsync<CreateContainerResponse>(request, cancellationToken);
    }

    public Task<ContainerInspectResponse> InspectContainerAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync<ContainerInspectResponse>(Get(id, "json"), cancellationToken);

    public Task<ContainerProcessesResponse> ListProcessesAsync(
        string id, ContainerListProcessesParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync<ContainerProcessesResponse>(Get(id, "top", parameters), cancellationToken);

    public async Task<IList<ContainerFileSystemChangeResponse>> InspectChangesAsync(string id, CancellationToken cancellationToken) =>
        await connection.SendAsync<ContainerFileSystemChangeResponse[]>(Get(id, "changes"), cancellationToken);

    public async Task<bool> StartContainerAsync(string id, ContainerStartParameters parameters, CancellationToken cancellationToken) =>
        await connection.SendAsync(Post(id, "start").With(parameters), cancellationToken) != HttpStatusCode.NotModified;

    public async Task<bool> StopContainerAsync(string id, ContainerStopParameters parameters, CancellationToken cancellationToken) =>
        await connection.SendAsync(Post(id, "stop", parameters) with { IsUnbounded = true }, cancellationToken) != HttpStatusCode.NotModified;

    public Task RestartContainerAsync(string id, ContainerRestartParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync(Post(id, "restart", parameters) with { IsUnbounded = true }, cancellationToken);

    public Task KillContainerAsync(string id, ContainerKillParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync(Post(id, "kill", parameters), cancellationToken);

    public Task RenameContainerAsync(string id, ContainerRenameParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync(Post(id, "rename", parameters), cancellationToken);

    public Task PauseContainerAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync(Post(id, "pause"), cancellationToken);

    public Task UnpauseContainerAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync(Post(id, "unpause"), cancellationToken);

    public Task<ContainerWaitResponse> WaitContainerAsync(string id, CancellationToken cancellationToken) =>
        connection.SendAsync<ContainerWaitResponse>(Post(id, "wait") with { IsUnbounded = true }, cancellationToken);

    public Task RemoveContainerAsync(string id, ContainerRemoveParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return connection.SendAsync(Named(ApiRequest.Delete($"containers/{Checked(id)}")).With(parameters), cancellationToken);
    }

    public Task<ContainersPruneResponse> PruneContainersAsync(ContainersPruneParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync<ContainersPruneResponse>(ApiRequest.Post("containers/prune").With(parameters), cancellationToken);

    public Task ResizeContainerTtyAsync(string id, ContainerResizeParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync(Post(id, "resize", parameters), cancellationToken);

    public async Task<MultiplexedStream> AttachContainerAsync(
        string id, bool tty, ContainerAttachParameters parameters, CancellationToken cancellationToken) =>
        new(await connection.HijackAsync(Post(id, "attach", parameters), cancellationToken), !tty);

    public Task<Stream> GetContainerLogsAsync(string id, ContainerLogsParameters parameters, CancellationToken cancellationToken) =>
        connection.OpenStreamAsync(Get(id, "logs", parameters), cancellationToken);

    public async Task<MultiplexedStream> GetContainerLogsAsync(
        string id, bool tty, ContainerLogsParameters parameters, CancellationToken cancellationToken) =>
        new(await GetContainerLogsAsync(id, parameters, cancellationToken), !tty);

    public async Task GetContainerLogsAsync(
        string id, ContainerLogsParameters parameters, CancellationToken cancellationToken, IProgress<string> progress)
    {
        await using var stream = await GetContainerLogsAsync(id, parameters, cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
            progress.Report(line);
    }

    public Task<Stream> GetContainerStatsAsync(string id, ContainerStatsParameters parameters, CancellationToken cancellationToken) =>
        connection.OpenStreamAsync(Get(id, "stats", parameters), cancellationToken);

    public Task GetContainerStatsAsync(
        string id,
        ContainerStatsParameters parameters,
        IProgress<ContainerStatsResponse> progress,
        CancellationToken cancellationToken) =>
        connection.MonitorAsync(Get(id, "stats", parameters), progress, cancellationToken);

    public Task<Stream> ExportContainerAsync(string id, CancellationToken cancellationToken) =>
        connection.OpenStreamAsync(Get(id, "export"), cancellationToken);

    public async Task<GetArchiveFromContainerResponse> GetArchiveFromContainerAsync(
        string id, GetArchiveFromContainerParameters parameters, bool statOnly, CancellationToken cancellationToken)
    {
        var request = Get(id, "archive", parameters) with { Method = statOnly ? HttpMethod.Head : HttpMethod.Get };
        var response = await connection.OpenAsync(request, cancellationToken);
        var stat = Convert.FromBase64String(response.Headers.GetValues("X-Docker-Container-Path-Stat").First());
        return new GetArchiveFromContainerResponse
        {
            Stat = DockerJson.Read<ContainerPathStatResponse>(Encoding.UTF8.GetString(stat)),
            Stream = statOnly ? null : await response.Content.ReadAsStreamAsync(cancellationToken),
        };
    }

    public Task ExtractArchiveToContainerAsync(
        string id, ContainerPathStatParameters parameters, Stream stream, CancellationToken cancellationToken)
    {
        var request = Post(id, "archive", parameters) with { Method = HttpMethod.Put };
        return connection.SendAsync(request.WithTar(stream), cancellationToken);
    }

    static ApiRequest Get(string id, string what) => Named(ApiRequest.Get($"containers/{Checked(id)}/{what}"));

    static ApiRequest Post(string id, string what) => Named(ApiRequest.Post($"containers/{Checked(id)}/{what}"));

    static ApiRequest Get<T>(string id, string what, T parameters) where T : class => With(Get(id, what), parameters);

    static ApiRequest Post<T>(string id, string what, T parameters) where T : class => With(Post(id, what), parameters);

    static ApiRequest With<T>(ApiRequest request, T parameters) where T : class
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return request.With(parameters);
    }

    static ApiRequest Named(ApiRequest request) => request with
    {
        NotFound = static (status, body) => new DockerContainerNotFoundException(status, body),
    };

    static string Checked(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return id;
    }
}
