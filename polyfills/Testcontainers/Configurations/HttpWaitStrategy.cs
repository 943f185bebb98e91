using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DotNet.Testcontainers.Containers;

namespace DotNet.Testcontainers.Configurations;

/// <summary>A request to a published port that has to be answered: <c>GET /</c> on port 80 with status 200, unless said otherwise.</summary>
public sealed class HttpWaitStrategy : IWaitUntil
{
    readonly Dictionary<string, string> _headers = [];
    readonly List<Predicate<HttpStatusCode>> _statuses = [];
    HttpMethod _method = HttpMethod.Get;
    HttpMessageHandler _handler;
    Func<HttpContent> _content;
    Func<HttpResponseMessage, Task<bool>> _matches = static _ => Task.FromResult(true);
    string _path = "/";
    ushort? _port;
    bool _tls;

    public HttpWaitStrategy ForStatusCode(HttpStatusCode statusCode) => ForStatusCodeMatching(status => status == statusCode);

    /// <summary>Any of the status codes and conditions that were given is enough.</summary>
    public HttpWaitStrategy ForStatusCodeMatching(Predicate<HttpStatusCode> statusCodePredicate)
    {
        _statuses.Add(statusCodePredicate);
        return this;
    }

    public HttpWaitStrategy ForResponseMessageMatching(Func<HttpResponseMessage, Task<bool>> responseMessagePredicate)
    {
        _matches = responseMessagePredicate;
        return this;
    }

    public HttpWaitStrategy ForPath(string path)
    {
        _path = path;
        return this;
    }

    /// <summary>The container's port, which has to be published.</summary>
    public HttpWaitStrategy ForPort(ushort port)
    {
        _port = port;
        return this;
    }

    public HttpWaitStrategy UsingTls(bool tlsEnabled = true)
    {
        _tls = tlsEnabled;
        return this;
    }

    public HttpWaitStrategy UsingHttpMessageHandler(HttpMessageHandler handler)
    {
        _handler = handler;
        return this;
    }

    public HttpWaitStrategy WithMethod(HttpMethod method)
    {
        _method = method;
        return this;
    }

    public HttpWaitStrategy WithBasicAuthentication(string username, string password)
    {
        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{password}"));
        return WithHeader("Authorization", new AuthenticationHeaderValue("Basic", value).ToString());
    }

    public HttpWaitStrategy WithHeader(string name, string value)
    {
        _headers[name] = value;
        return this;
    }

    public HttpWaitStrategy WithHeaders(IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers) _headers[name] = value;
        return this;
    }

    public HttpWaitStrategy WithContent(Func<HttpContent> httpContentCallback)
    {
        _content = httpContentCallback;
        return this;
    }

    public async Task<bool> UntilAsync(IContainer container)
    {
        var port = container.GetMappedPublicPort(_port ?? (_tls ? 443 : 80));
        var root = string.Create(CultureInfo.InvariantCulture, $"{(_tls ? "https" : "http")}://{container.Hostname}:{port}/");
        using var http = _handler is null ? new HttpClient() : new HttpClient(_handler, disposeHandler: false);
        using var request = new HttpRequestMessage(_method, new Uri(new Uri(root), _path)) { Content = _content?.Invoke() };
        foreach (var (name, value) in _headers) request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await http.SendAsync(request);
            var expected = _statuses.Count == 0
                ? response.StatusCode == HttpStatusCode.OK
                : _statuses.Exists(matches => matches(response.StatusCode));
            return expected && await _matches(response);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
