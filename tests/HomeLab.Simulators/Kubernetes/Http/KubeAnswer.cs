using System.Text;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Http;

static class KubeAnswer
{
    public static Task WriteAsync(HttpContext context, JsonNode body, int status = StatusCodes.Status200OK) =>
        WriteAsync(context, body.ToJsonString(KubeJson.Options), status);

    public static async Task WriteAsync(HttpContext context, string body, int status = StatusCodes.Status200OK)
    {
        var bytes = Encoding.UTF8.GetBytes(body + "\n");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Audit-Id"] = Guid.NewGuid().ToString();
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public static Task WriteAsync(HttpContext context, KubeRefusal refusal) => WriteAsync(context, refusal.Status(), refusal.Code);
}
