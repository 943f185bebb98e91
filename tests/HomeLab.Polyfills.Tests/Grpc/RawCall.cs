using System.Net;
using System.Net.Http.Headers;

namespace HomeLab.Polyfills.Tests.Grpc;

/// <summary>A call of <c>Echo.Say</c> with an empty message, made by hand to see what stands on the wire.</summary>
sealed class RawCall : IDisposable
{
    readonly HttpMessageInvoker invoker;
    readonly HttpResponseMessage response;

    RawCall(HttpMessageInvoker invoker, HttpResponseMessage response) => (this.invoker, this.response) = (invoker, response);

    public HttpStatusCode StatusCode => response.StatusCode;

    public string? Encoding => Header("grpc-encoding");

    public string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    public string? Trailer(string name) => response.TrailingHeaders.TryGetValues(name, out var values) ? values.Single() : null;

    public Task<byte[]> BodyAsync() => response.Content.ReadAsByteArrayAsync();

    public static async Task<RawCall> SendAsync(
        string address, string? encoding = null, string? acceptEncoding = null, string contentType = "application/grpc",
        byte[]? body = null, string path = "/homelab.tests.grpc.Echo/Say", HttpMethod? method = null)
    {
        var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, address + path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body ?? new byte[5]),
        };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (encoding is not null) request.Headers.Add("grpc-encoding", encoding);
        if (acceptEncoding is not null) request.Headers.TryAddWithoutValidation("grpc-accept-encoding", acceptEncoding);
        return new RawCall(invoker, await invoker.SendAsync(request, CancellationToken.None));
    }

    public void Dispose()
    {
        response.Dispose();
        invoker.Dispose();
    }
}
