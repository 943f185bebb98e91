namespace Docker.DotNet.Transport;

/// <summary>One call of the Engine API, before it becomes an HTTP request.</summary>
sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>Appended with its leading question mark; empty for none.</summary>
    public string Query { get; init; } = "";

    public HttpContent Content { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>True for calls that last as long as a container wants.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>What a 404 means for this call.</summary>
    public ApiFailure NotFound { get; init; } = static (status, body) => new DockerApiException(status, body);

    public static ApiRequest Get(string path) => new(HttpMethod.Get, path);

    public static ApiRequest Post(string path) => new(HttpMethod.Post, path);

    public static ApiRequest Delete(string path) => new(HttpMethod.Delete, path);

    public ApiRequest With(object parameters) => parameters is null ? this : this with { Query = QueryString.Of(parameters) };

    public ApiRequest WithBody(object body) => this with { Content = DockerJson.Content(body) };

    public ApiRequest WithTar(Stream tar)
    {
        var content = new StreamContent(tar);
        content.Headers.ContentType = new("application/x-tar");
        return this with { Content = content };
    }
}
