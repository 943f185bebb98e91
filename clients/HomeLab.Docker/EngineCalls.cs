using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using Docker.DotNet;

namespace HomeLab.Docker;

/// <summary>Makes one call at an Engine, and tells in one family of exceptions why it failed.</summary>
public static class EngineCalls
{
    /// <param name="what">What was asked, for people: <c>starting shop-web-1</c>.</param>
    /// <exception cref="EngineException">It failed, or answered nothing.</exception>
    public static async Task<T> MakeAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call() ?? throw new EngineException("MalformedAnswer", $"{what}: the Engine answered with nothing", true, false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not EngineException)
        {
            throw Translate(what, exception);
        }
    }

    public static Task MakeAsync(string what, Func<Task> call, CancellationToken cancellationToken) => MakeAsync(
        what,
        async () =>
        {
            await call();
            return "";
        },
        cancellationToken);

    static EngineException Translate(string what, Exception exception)
    {
        if (exception is DockerApiException api)
        {
            var code = api.StatusCode switch
            {
                HttpStatusCode.NotFound => "NotFound",
                HttpStatusCode.Conflict => "Conflict",
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Forbidden",
                HttpStatusCode.TooManyRequests => "TooManyRequests",
                >= HttpStatusCode.InternalServerError => "EngineError",
                _ => "Refused",
            };
            var isTransient = code is "EngineError" or "TooManyRequests";
            return new EngineException(code, $"{what}: {MessageOf(api)}", isTransient, isAnswered: true, exception);
        }
        if (exception is OperationCanceledException or TimeoutException)
            return new EngineException("Timeout", $"{what}: the Engine did not answer in time", true, false, exception);
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
                return new EngineException("TlsRefused", $"{what}: the certificates do not satisfy both sides", false, true, exception);
            if (inner is SocketException socket)
                return OfSocket(what, socket, exception);
        }
        return exception is HttpRequestException or IOException
            ? new EngineException("ConnectionLost", $"{what}: the connection ended within an answer", true, false, exception)
            : new EngineException("MalformedAnswer", $"{what}: the answer is not what an Engine says", true, false, exception);
    }

    static EngineException OfSocket(string what, SocketException socket, Exception exception)
    {
        var neverReached = socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData
            or SocketError.AccessDenied or SocketError.AddressNotAvailable or SocketError.HostUnreachable or SocketError.NetworkUnreachable;
        return neverReached
            ? new EngineException("Unreachable", $"{what}: the Engine cannot be reached ({socket.SocketErrorCode})", true, true, exception)
            : new EngineException("ConnectionLost", $"{what}: the connection failed ({socket.SocketErrorCode})", true, false, exception);
    }

    static string MessageOf(DockerApiException exception)
    {
        try
        {
            using var body = JsonDocument.Parse(exception.ResponseBody ?? "");
            if (body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("message", out var message))
                return $"{message.GetString()} (status {(int)exception.StatusCode})";
        }
        catch (JsonException)
        {
            // A proxy's page says less than its status.
        }
        return $"the Engine answered with status {(int)exception.StatusCode}";
    }
}
