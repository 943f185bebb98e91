using System.Net;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server;

/// <summary>A call as its handler sees it; the other part of this class moves messages and ends the call.</summary>
sealed partial class HttpContextServerCallContext(HttpContext http, IMethod method, GrpcServiceOptions options) : ServerCallContext
{
    Metadata? requestHeaders;
    Metadata? responseTrailers;
    bool hasResponseHeaders;

    public HttpContext HttpContext => http;

    protected override string MethodCore => method.FullName;

    protected override string HostCore => http.Request.Host.Value ?? "";

    protected override string PeerCore => http.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetwork } v4 => $"ipv4:{new IPEndPoint(v4, http.Connection.RemotePort)}",
        var v6 => $"ipv6:{new IPEndPoint(v6, http.Connection.RemotePort)}",
    };

    protected override DateTime DeadlineCore => deadline;

    protected override CancellationToken CancellationTokenCore => expiry?.Token ?? http.RequestAborted;

    protected override Metadata RequestHeadersCore => requestHeaders ??= ReadRequestHeaders();

    protected override Metadata ResponseTrailersCore => responseTrailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    protected override IDictionary<object, object> UserStateCore => http.Items!;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotImplementedException("ASP.NET Core calls do not create propagation tokens.");

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        lock (gate)
        {
            if (hasResponseHeaders || http.Response.HasStarted) throw new InvalidOperationException("Response headers can only be sent once per call.");
            hasResponseHeaders = true;
            ResponseStatus.Write(http.Response.Headers, responseHeaders);
            AnnounceEncoding();
        }
        await http.Response.BodyWriter.FlushAsync(CancellationToken);
    }

    Metadata ReadRequestHeaders()
    {
        var headers = new Metadata();
        foreach (var (name, values) in http.Request.Headers)
        {
            foreach (var value in values) MetadataHeaders.Decode(headers, name, value ?? "");
        }
        return headers;
    }
}
