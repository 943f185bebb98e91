using System.Net;
using System.Net.Sockets;
using Microsoft.Net.Http.Client;

namespace Docker.DotNet.Transport;

/// <summary>Sends requests to one daemon and turns its refusals into exceptions.</summary>
sealed class ApiConnection : IDisposable
{
    readonly HttpClient _http;
    readonly ManagedHandler _handler;
    readonly Uri _root;
    readonly IReadOnlyDictionary<string, string> _headers;

    public ApiConnection(DockerClientConfiguration configuration, Version requestedApiVersion)
    {
        DefaultTimeout = configuration.DefaultTimeout;
        _headers = configuration.DefaultHttpRequestHeaders;
        (var address, _handler) = Open(configuration);
        _root = requestedApiVersion is null ? address : new Uri(address, $"v{requestedApiVersion}/");
        _http = new HttpClient(configuration.Credentials.GetHandler(_handler), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public TimeSpan DefaultTimeout { get; set; }

    public void Dispose()
    {
        _http.Dispose();
        _handler.Close();
    }

    /// <summary>Waits for the whole answer, at most the default timeout.</summary>
    public async Task<HttpStatusCode> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var deadline = Deadline(request, cancellationToken);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, null, deadline.Token);
        return response.StatusCode;
    }

    public async Task<T> SendAsync<T>(ApiRequest request, CancellationToken cancellationToken)
    {
        using var deadline = Deadline(request, cancellationToken);
        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead, null, deadline.Token);
        return DockerJson.Read<T>(await response.Content.ReadAsStringAsync(deadline.Token));
    }

    /// <summary>Returns as soon as the headers are there; the body lasts as long as the daemon keeps writing.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken) =>
        await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, null, cancellationToken);

    public async Task<Stream> OpenStreamAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var response = await OpenAsync(request, cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>Reports each JSON value of the answer as it arrives, until the daemon ends it.</summary>
    public async Task MonitorAsync<T>(ApiRequest request, IProgress<T> progress, CancellationToken cancellationToken)
    {
        using var response = await OpenAsync(request, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await DockerJson.ReadManyAsync(stream, progress, cancellationToken);
    }

    /// <summary>Leaves HTTP: what is written goes to the process, what is read comes from it.</summary>
    public async Task<WriteClosableStream> HijackAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var hijack = new Hijack();
        var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, hijack, cancellationToken);
        if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
        {
            response.Dispose();
            throw new NotSupportedException($"The daemon answered {(int)response.StatusCode} to an upgrade: something between closes it.");
        }
        return new WriteClosableStream(await response.Content.ReadAsStreamAsync(cancellationToken), hijack.Socket);
    }

    async Task<HttpResponseMessage> SendAsync(
        ApiRequest request, HttpCompletionOption completion, Hijack hijack, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(_root, request.Path + request.Query)) { Content = request.Content };
        message.Headers.Add("User-Agent", "Docker.DotNet");
        foreach (var (name, value) in _headers.Concat(request.Headers))
            message.Headers.TryAddWithoutValidation(name, value);
        hijack?.Mark(message);

        var response = await _http.SendAsync(message, completion, cancellationToken);
        if (response.StatusCode is HttpStatusCode.SwitchingProtocols or (>= HttpStatusCode.OK and < HttpStatusCode.BadRequest))
            return response;

        using (response)
        {
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            throw response.StatusCode == HttpStatusCode.NotFound
                ? request.NotFound(response.StatusCode, body)
                : new DockerApiException(response.StatusCode, body);
        }
    }

    CancellationTokenSource Deadline(ApiRequest request, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!request.IsUnbounded && DefaultTimeout != Timeout.InfiniteTimeSpan) source.CancelAfter(DefaultTimeout);
        return source;
    }

    static (Uri Address, ManagedHandler Handler) Open(DockerClientConfiguration configuration)
    {
        var endpoint = configuration.EndpointBaseUri;
        switch (endpoint.Scheme)
        {
            case "unix":
                return (new Uri("http://docker.sock/"), new ManagedHandler((ManagedHandler.SocketOpener)((_, _, cancellationToken) =>
                    ConnectAsync(endpoint.LocalPath, cancellationToken))));
            case "tcp" or "http":
                var scheme = configuration.Credentials.IsTlsCredentials() ? "https" : "http";
                return (new UriBuilder(endpoint) { Scheme = scheme }.Uri, new ManagedHandler());
            case "https":
                return (endpoint, new ManagedHandler());
            default:
                throw new NotSupportedException($"A daemon is reached by unix, tcp, http or https, not by {endpoint.Scheme}.");
        }
    }

    static async Task<Socket> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
