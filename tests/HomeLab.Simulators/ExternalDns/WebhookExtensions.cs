using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.ExternalDns;

static class WebhookExtensions
{
    const string MediaType = "application/external.dns.webhook+json;version=1";

    public static void AddExternalDnsSimulator(this IServiceCollection services)
    {
        services.AddSingleton<WebhookStore>();
        services.AddSingleton<ISimulatedSystem, WebhookSystem>();
    }

    public static void MapExternalDns(this WebApplication app)
    {
        var webhook = app.MapGroup(WebhookSystem.Root);
        webhook.MapGet("/", (HttpContext context, WebhookStore store) =>
            AnswerAsync(context, new JsonObject { ["include"] = new JsonArray([.. store.Domains.Select(it => JsonValue.Create(it))]) }));
        webhook.MapGet("/records", (HttpContext context, WebhookStore store) =>
        {
            var shows = context.Features.Get<SimulatedRequest>()?.Shows;
            return AnswerAsync(context, new JsonArray([.. store.All.Where((_, i) => shows?.Invoke(i) != false)]));
        });
        webhook.MapPost("/adjustendpoints", AdjustAsync);
        webhook.MapPost("/records", ApplyAsync);
    }

    /// <summary>The media type stands in the header letter by letter.</summary>
    static async Task AnswerAsync(HttpContext context, JsonNode body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        context.Response.Headers.ContentType = MediaType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    static async Task AdjustAsync(HttpContext context, WebhookStore store)
    {
        if (await ReadAsync<JsonArray>(context) is not { } endpoints)
            return;
        foreach (var endpoint in endpoints.OfType<JsonObject>())
        {
            if ((endpoint["recordTTL"]?.GetValue<int>() ?? 0) < store.ShortestTtl)
                endpoint["recordTTL"] = store.ShortestTtl;
        }
        await AnswerAsync(context, endpoints);
    }

    static async Task ApplyAsync(HttpContext context, WebhookStore store)
    {
        if (await ReadAsync<JsonObject>(context) is not { } changes)
            return;
        var (old, changed) = (Of(changes, "updateOld"), Of(changes, "updateNew"));
        if (old.Count != changed.Count)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "updateOld and updateNew differ in length");
            return;
        }
        var request = context.Features.Get<SimulatedRequest>();
        var objection = store.Apply(Of(changes, "delete"), old.Zip(changed), Of(changes, "create"), (action, set) =>
        {
            request?.IsApplied = true;
            request?.Effects.Add(new RequestEffect(action, set, set, null));
        });
        if (objection is null)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await RefuseAsync(context, StatusCodes.Status422UnprocessableEntity, objection);
    }

    static List<JsonObject> Of(JsonObject changes, string list) => [.. (changes[list] as JsonArray ?? []).OfType<JsonObject>()];

    /// <returns>Null: it was none, and that has been answered.</returns>
    static async Task<T?> ReadAsync<T>(HttpContext context) where T : JsonNode
    {
        if (context.Request.Headers.ContentType != MediaType)
        {
            await RefuseAsync(context, StatusCodes.Status415UnsupportedMediaType, $"expected {MediaType}");
            return null;
        }
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as T;
        }
        catch (JsonException)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "no JSON");
            return null;
        }
    }

    static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(message, context.RequestAborted);
    }
}
