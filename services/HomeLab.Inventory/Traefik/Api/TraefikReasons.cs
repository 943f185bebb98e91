using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using HomeLab.Inventory.Sources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik.Api;

/// <summary>Tells why a Traefik could not be read.</summary>
static class TraefikReasons
{
    public static Refusal Of(Exception exception) => exception switch
    {
        SourceUnavailableException unavailable => unavailable.Why,
        OperationCanceledException => new("Timeout", "its API does not answer in time", ""),
        JsonException => new("MalformedAnswer", "the answer is not what Traefik's API says; is something else listening there?", ""),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new("ConnectionRefused", "nothing listens where its API should be", ""),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new("NameNotFound", "the host name of its API is not known", ""),
        HttpRequestException { InnerException: AuthenticationException } => new("TlsRefused", "its certificate is not trusted here", ""),
        HttpRequestException or IOException => new("ConnectionLost", "the connection ended within an answer", ""),
        _ => new("Failed", exception.Message, ""),
    };

    public static SourceUnavailableException Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(
            "Forbidden", $"its API asks for a password (status {(int)status}); let HomeLab reach it at an entry point that asks for none"),
        HttpStatusCode.NotFound => new("NotFound", "there is no API of Traefik (status 404); is `api` in its configuration, and this its address?"),
        HttpStatusCode.TooManyRequests => new("TooManyRequests", "what stands before its API lets no more requests through for now (status 429)"),
        _ => new("ServerError", $"its API answered with status {(int)status}"),
    };
}
