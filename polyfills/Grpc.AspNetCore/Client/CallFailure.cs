using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>The status of a call that failed in the transport.</summary>
static class CallFailure
{
    public static Status StatusOf(Exception cause) => new(CodeOf(cause), $"Error starting or reading the gRPC call. {Describe(cause)}", cause);

    static StatusCode CodeOf(Exception cause)
    {
        for (var e = cause; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case HttpProtocolException http:
                    return CodeOf(http.ErrorCode);
                case SocketException:
                    return StatusCode.Unavailable;
                case HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError or HttpRequestError.UserAuthenticationError }:
                    return StatusCode.Internal;
                case OperationCanceledException:
                    return StatusCode.Cancelled;
            }
        }
        return cause is HttpRequestException or IOException ? StatusCode.Unavailable : StatusCode.Internal;
    }

    // The HTTP/2 error codes as in grpc/doc/PROTOCOL-HTTP2.md, section "Errors".
    static StatusCode CodeOf(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };

    static string Describe(Exception cause)
    {
        var parts = new List<string>();
        for (var e = cause; e is not null; e = e.InnerException) parts.Add($"{e.GetType().Name}: {e.Message}");
        return string.Join(' ', parts);
    }
}
