using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>What a response's headers and trailers say of its call.</summary>
static class ResponseHead
{
    public static Metadata MetadataOf(HttpResponseMessage response) => MetadataHeaders.Decode(response.Headers);

    public static string? EncodingOf(HttpResponseMessage response) => First(response.Headers, HeaderNames.Encoding);

    /// <summary>The end, where the headers alone are the response or where it is no gRPC response at all.</summary>
    public static CallEnd? EndOf(HttpResponseMessage response)
    {
        if (EndOf(response.Headers) is { } trailersOnly) return trailersOnly;
        if (response.StatusCode != HttpStatusCode.OK)
            return End(StatusOf(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}", response);
        return HeaderNames.IsGrpc(response.Content.Headers.ContentType?.ToString())
            ? null
            : End(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {response.Content.Headers.ContentType}", response);
    }

    public static CallEnd? EndOf(HttpResponseHeaders trailers)
    {
        if (First(trailers, HeaderNames.Status) is not { } status) return null;

        // A code from a newer peer counts as UNKNOWN, as the protocol has it.
        var code = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= (int)StatusCode.Unauthenticated
            ? (StatusCode)number
            : StatusCode.Unknown;
        var detail = StatusMessage.Decode(First(trailers, HeaderNames.Message) ?? "");
        return new CallEnd(new Status(code, detail), MetadataHeaders.Decode(trailers));
    }

    public static CallEnd MissingStatus() => new(new Status(StatusCode.Cancelled, "No grpc-status found on response."), []);

    static CallEnd End(StatusCode code, string detail, HttpResponseMessage response) => new(new Status(code, detail), MetadataOf(response));

    // grpc/doc/http-grpc-status-mapping.md
    static StatusCode StatusOf(HttpStatusCode http) => http switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    static string? First(HttpResponseHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values)) return null;
        foreach (var value in values) return value;
        return null;
    }
}
