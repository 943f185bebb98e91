using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Komodo.Http;

/// <summary>A request's type and parameters, in either of the two forms.</summary>
static class RequestBody
{
    /// <param name="pathType">The type as the path has it; null: the body names it.</param>
    /// <exception cref="KomodoRefusal">415, 400 or 422.</exception>
    public static async Task<(string Type, JsonObject Parameters)> ReadAsync(HttpRequest request, string? pathType)
    {
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            throw new KomodoRefusal(StatusCodes.Status415UnsupportedMediaType, "Expected request with `Content-Type: application/json`");
        var body = await ParseAsync(request) as JsonObject ?? throw KomodoRefusal.Unreadable("expected an object");
        if (pathType is not null)
            return (pathType, body);
        if (body["type"] is not JsonValue value || !value.TryGetValue<string>(out var type))
            throw KomodoRefusal.Unreadable("missing field `type`");
        return (type, body["params"] as JsonObject ?? throw KomodoRefusal.Unreadable("missing field `params`"));
    }

    /// <summary>The first of some parameters that is there, without taking the body away from who reads it next.</summary>
    /// <returns>Empty: none of them is.</returns>
    public static async Task<string> PeekAsync(HttpRequest request, params string[] names)
    {
        request.EnableBuffering();
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
            var parameters = body?["params"] as JsonObject ?? body;
            return names.Select(name => parameters?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null).OfType<string>().FirstOrDefault("");
        }
        catch (JsonException)
        {
            return "";
        }
        finally
        {
            request.Body.Position = 0;
        }
    }

    static async Task<JsonNode?> ParseAsync(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
        }
        catch (JsonException exception)
        {
            throw new KomodoRefusal(StatusCodes.Status400BadRequest, "Failed to parse the request body as JSON", exception.Message);
        }
    }
}
