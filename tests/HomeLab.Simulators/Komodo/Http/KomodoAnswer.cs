using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Komodo.Http;

/// <summary>Results are bare; a failure is its context and the chain of its causes.</summary>
static class KomodoAnswer
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, JsonNode result) => WriteAsync(context, StatusCodes.Status200OK, "application/json", result.ToJsonString(Json));

    public static Task WriteAsync(HttpContext context, KomodoRefusal refusal) => WriteAsync(context, refusal.Status, "application/json", Describe(refusal));

    public static Task WriteTextAsync(HttpContext context, string text) => WriteAsync(context, StatusCodes.Status200OK, "text/plain; charset=utf-8", text);

    /// <summary>What Core gives for every path that is none of the API's.</summary>
    public static Task WritePageAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status200OK, "text/html", "<!doctype html>\n<html lang=\"en\"><head><title>Komodo</title></head><body><div id=\"root\"></div></body></html>\n");

    public static string Describe(KomodoRefusal refusal) => new JsonObject
    {
        ["error"] = refusal.Message,
        ["trace"] = new JsonArray([.. refusal.Trace.Select(cause => JsonValue.Create(cause))]),
    }.ToJsonString(Json);

    static Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
