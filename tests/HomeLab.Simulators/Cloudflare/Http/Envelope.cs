using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Cloudflare.Http;

/// <summary>The frame around every JSON answer.</summary>
static class Envelope
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Success(JsonNode? result, JsonObject? info = null, JsonArray? messages = null)
    {
        var envelope = new JsonObject
        {
            ["result"] = result,
            ["success"] = true,
            ["errors"] = new JsonArray(),
            ["messages"] = messages ?? [],
        };
        if (info is not null)
            envelope["result_info"] = info;
        return envelope.ToJsonString(Json);
    }

    public static string Error(CloudflareRefusal refusal)
    {
        var errors = new JsonArray([.. refusal.Errors.Select(error => (JsonNode)Describe(error))]);
        if (refusal.Cause is { } cause)
            errors[0]!["error_chain"] = new JsonArray(Describe(cause));
        return new JsonObject
        {
            ["result"] = null,
            ["success"] = false,
            ["errors"] = errors,
            ["messages"] = new JsonArray(),
        }.ToJsonString(Json);
    }

    static JsonObject Describe((int Code, string Message) error) => new() { ["code"] = error.Code, ["message"] = error.Message };
}
