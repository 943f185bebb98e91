using System.Text;
using Docker.DotNet.Models;
using Docker.DotNet.Transport;

namespace Docker.DotNet;

sealed class ImageOperations(ApiConnection connection) : IImageOperations
{
    /// <summary>As the source of an image: the request's body is the root file system.</summary>
    const string Body = "-";

    public async Task<IList<ImagesListResponse>> ListImagesAsync(ImagesListParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return await connection.SendAsync<ImagesListResponse[]>(ApiRequest.Get("images/json").With(parameters), cancellationToken);
    }

    public Task<ImageInspectResponse> InspectImageAsync(string name, CancellationToken cancellationToken) =>
        connection.SendAsync<ImageInspectResponse>(Named(HttpMethod.Get, name, "/json"), cancellationToken);

    public async Task<IList<ImageHistoryResponse>> GetImageHistoryAsync(string name, CancellationToken cancellationToken) =>
        await connection.SendAsync<ImageHistoryResponse[]>(Named(HttpMethod.Get, name, "/history"), cancellationToken);

    public Task TagImageAsync(string name, ImageTagParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return connection.SendAsync(Named(HttpMethod.Post, name, "/tag").With(parameters), cancellationToken);
    }

    public async Task<IList<IDictionary<string, string>>> DeleteImageAsync(
        string name, ImageDeleteParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = Named(HttpMethod.Delete, name, "").With(parameters);
        return await connection.SendAsync<Dictionary<string, string>[]>(request, cancellationToken);
    }

    public async Task<IList<ImageSearchResponse>> SearchImagesAsync(
        ImagesSearchParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return await connection.SendAsync<ImageSearchResponse[]>(ApiRequest.Get("images/search").With(parameters), cancellationToken);
    }

    public Task<ImagesPruneResponse> PruneImagesAsync(ImagesPruneParameters parameters, CancellationToken cancellationToken) =>
        connection.SendAsync<ImagesPruneResponse>(ApiRequest.Post("images/prune").With(parameters), cancellationToken);

    public Task<CommitContainerChangesResponse> CommitContainerChangesAsync(
        CommitContainerChangesParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = ApiRequest.Post("commit").With(parameters).WithBody(parameters);
        return connection.SendAsync<CommitContainerChangesResponse>(request, cancellationToken);
    }

    public Task<Stream> SaveImageAsync(string name, CancellationToken cancellationToken) => SaveImagesAsync([name], cancellationToken);

    public Task<Stream> SaveImagesAsync(string[] names, CancellationToken cancellationToken)
    {
        var query = string.Join('&', (names ?? []).Select(name => $"names={Uri.EscapeDataString(name)}"));
        var request = ApiRequest.Get("images/get") with { Query = query.Length == 0 ? "" : "?" + query, NotFound = NotFound };
        return connection.OpenStreamAsync(request, cancellationToken);
    }

    public Task LoadImageAsync(
        ImageLoadParameters parameters, Stream imageStream, IProgress<JSONMessage> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(imageStream);
        return connection.MonitorAsync(ApiRequest.Post("images/load").With(parameters).WithTar(imageStream), progress, cancellationToken);
    }

    public Task CreateImageAsync(
        ImagesCreateParameters parameters, AuthConfig authConfig, IProgress<JSONMessage> progress, CancellationToken cancellationToken) =>
        CreateImageAsync(parameters, null, authConfig, null, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        AuthConfig authConfig,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken) =>
        CreateImageAsync(parameters, null, authConfig, headers, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        Stream imageStream,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken) =>
        CreateImageAsync(parameters, imageStream, authConfig, null, progress, cancellationToken);

    public Task CreateImageAsync(
        ImagesCreateParameters parameters,
        Stream imageStream,
        AuthConfig authConfig,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (imageStream is not null) parameters.FromSrc = Body;
        var request = ApiRequest.Post("images/create").With(parameters) with { Headers = Merge(RegistryAuth(authConfig), headers) };
        return connection.MonitorAsync(imageStream is null ? request : request.WithTar(imageStream), progress, cancellationToken);
    }

    public Task PushImageAsync(
        string name,
        ImagePushParameters parameters,
        AuthConfig authConfig,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var request = ApiRequest.Post($"images/{name}/push").With(parameters) with { Headers = RegistryAuth(authConfig) };
        return connection.MonitorAsync(request, progress, cancellationToken);
    }

    public Task<Stream> BuildImageFromDockerfileAsync(
        Stream contents, ImageBuildParameters parameters, CancellationToken cancellationToken) =>
        connection.OpenStreamAsync(Build(contents, parameters), cancellationToken);

    public Task BuildImageFromDockerfileAsync(
        ImageBuildParameters parameters,
        Stream contents,
        IEnumerable<AuthConfig> authConfigs,
        IDictionary<string, string> headers,
        IProgress<JSONMessage> progress,
        CancellationToken cancellationToken)
    {
        var request = Build(contents, parameters) with { Headers = Merge(RegistryConfig(authConfigs), headers) };
        return connection.MonitorAsync(request, progress, cancellationToken);
    }

    static ApiRequest Build(Stream contents, ImageBuildParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(contents);
        ArgumentNullException.ThrowIfNull(parameters);
        return ApiRequest.Post("build").With(parameters).WithTar(contents);
    }

    static ApiRequest Named(HttpMethod method, string name, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new ApiRequest(method, $"images/{name}{what}") { NotFound = NotFound };
    }

    static DockerImageNotFoundException NotFound(System.Net.HttpStatusCode status, string body) => new(status, body);

    /// <summary>The daemon decodes this header as URL-safe base64 with its padding.</summary>
    static Dictionary<string, string> RegistryAuth(AuthConfig credentials) => new()
    {
        ["X-Registry-Auth"] = Base64(credentials ?? new AuthConfig()).Replace('/', '_').Replace('+', '-'),
    };

    static Dictionary<string, string> RegistryConfig(IEnumerable<AuthConfig> credentials) => new()
    {
        ["X-Registry-Config"] = Base64((credentials ?? []).ToDictionary(x => x.ServerAddress)),
    };

    static string Base64(object value) => Convert.ToBase64String(Encoding.UTF8.GetBytes(DockerJson.Write(value)));

    static Dictionary<string, string> Merge(Dictionary<string, string> headers, IDictionary<string, string> more)
    {
        foreach (var (name, value) in more ?? new Dictionary<string, string>()) headers[name] = value;
        return headers;
    }
}
