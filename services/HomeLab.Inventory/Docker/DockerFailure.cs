using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Docker.DotNet;
using HomeLab.Lab;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Docker;

/// <summary>Tells from what a client throws why an engine could not be read.</summary>
static class DockerFailure
{
    public static Refusal Of(Exception exception, TimeSpan timeout) => exception switch
    {
        SourceUnavailableException unavailable => unavailable.Why,
        OperationCanceledException or TimeoutException => Because("Timeout", $"the engine did not answer within {timeout.TotalSeconds:0.#} s"),
        DockerApiException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => Because(
            "Forbidden", "the engine, or a proxy before it, refuses; reading needs GET /info, /events, /containers/json and /containers/{id}/json"),
        DockerApiException { StatusCode: HttpStatusCode.NotFound } => Because(
            "NotFound", "what answers does not know an engine's paths (status 404); is something else listening there?"),
        DockerApiException { StatusCode: HttpStatusCode.TooManyRequests } => Because(
            "TooManyRequests", "what stands before the engine lets no more requests through for now (status 429)"),
        DockerApiException api => Because("ServerError", $"the engine answered with status {(int)api.StatusCode}"),
        _ => OfConnection(exception),
    };

    static Refusal OfConnection(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
                return Because("TlsRefused", "the certificates do not satisfy both sides; see `tls` of the source");
            if (inner is SocketException socket)
                return OfSocket(socket);
        }
        return exception is HttpRequestException or IOException
            ? Because("ConnectionLost", "the connection ended within an answer")
            : Because("MalformedAnswer", "the answer is not what an engine says; is something else listening there?");
    }

    static Refusal OfSocket(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => Because("ConnectionRefused", "nothing listens at the endpoint"),
        SocketError.AccessDenied => Because("PermissionDenied", "the socket may not be opened by the account that HomeLab runs under"),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Because("NameNotFound", "the endpoint's host name is not known"),
        SocketError.TimedOut => Because("Timeout", "the endpoint's host does not answer"),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => Because("Unreachable", "there is no way to the endpoint's host"),
        // .NET reports a socket file that is not there as an address that is not available.
        SocketError.AddressNotAvailable => Because("SocketMissing", "the socket file is not there"),
        _ => Because("ConnectionLost", $"the connection failed: {socket.SocketErrorCode}"),
    };

    static Refusal Because(string code, string message) => new(code, message, "");
}
