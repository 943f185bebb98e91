using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;

namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>The frame around every answer; a failure's message is also the reason phrase.</summary>
static class ProxmoxAnswer
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task WriteAsync(HttpContext context, JsonNode? data, int? total)
    {
        var body = new JsonObject { ["data"] = data };
        if (total is not null)
            body["total"] = total;
        return WriteAsync(context, StatusCodes.Status200OK, body.ToJsonString(Json));
    }

    public static Task WriteAsync(HttpContext context, ProxmoxRefusal refusal)
    {
        context.Features.Get<IHttpResponseFeature>()!.ReasonPhrase = ReasonOf(refusal.Message);
        // The real server ends the connection after every failure.
        context.Response.Headers.Connection = "close";
        return WriteAsync(context, refusal.Status, refusal.IsSilent ? "" : Describe(refusal));
    }

    public static string Describe(ProxmoxRefusal refusal)
    {
        var body = new JsonObject { ["data"] = null, ["message"] = refusal.Message + "\n" };
        if (refusal.Errors.Count > 0)
            body["errors"] = new JsonObject(refusal.Errors.Select(error => KeyValuePair.Create(error.Key, (JsonNode?)error.Value)));
        return body.ToJsonString(Json);
    }

    /// <summary>The first line, in the characters that a status line takes.</summary>
    public static string ReasonOf(string message) =>
        new([.. message.Split('\n')[0].Select(character => character is >= ' ' and <= '~' ? character : '?')]);

    static Task WriteAsync(HttpContext context, int status, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.Headers.Server = "pve-api-daemon/3.0";
        context.Response.Headers.CacheControl = "max-age=0";
        if (bytes.Length > 0)
            context.Response.ContentType = "application/json;charset=UTF-8";
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }
}
