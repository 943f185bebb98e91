using System.Text;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Cloudflare.Http;

/// <summary>An answer of known length.</summary>
/// <remarks>Never chunked: some clients (ddclient) read the socket and do not undo it.</remarks>
sealed class CloudflareAnswer(int status, string type, string body) : IResult
{
    public static CloudflareAnswer Of(JsonNode? result, JsonObject? info = null, JsonArray? messages = null) =>
        new(StatusCodes.Status200OK, "application/json", Envelope.Success(result, info, messages));

    public static CloudflareAnswer Of(CloudflareRefusal refusal) => new(refusal.Status, "application/json", Envelope.Error(refusal));

    public static CloudflareAnswer Text(string text) => new(StatusCodes.Status200OK, "text/plain; charset=utf-8", text);

    public static CloudflareAnswer Html(int status, string page) => new(status, "text/html; charset=UTF-8", page);

    public static CloudflareAnswer Json(JsonObject body) => new(StatusCodes.Status200OK, "application/json", body.ToJsonString());

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = type;
        httpContext.Response.ContentLength = bytes.Length;
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
