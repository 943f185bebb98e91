using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>Reads a request as the real server does, with what it does not take.</summary>
static class RequestParameters
{
    const int LongestBody = 512 * 1024;

    /// <exception cref="ProxmoxRefusal">A transport rule is broken.</exception>
    public static async Task<Dictionary<string, string>> ReadAsync(HttpRequest request, IReadOnlyDictionary<string, string> inPath)
    {
        var found = await BodyAsync(request);
        foreach (var (name, values) in request.Query)
            found[name] = string.Join('\0', values.ToArray());
        foreach (var (name, value) in inPath)
        {
            if (found.TryGetValue(name, out var other) && other != value)
                throw ProxmoxRefusal.Invalid(name, "duplicate parameter (already defined in URI) with conflicting values!");
            found[name] = value;
        }

        return found;
    }

    public static void CheckTransport(HttpRequest request)
    {
        if (request.Method is not ("GET" or "POST" or "PUT" or "DELETE"))
            throw new ProxmoxRefusal(StatusCodes.Status501NotImplemented, $"method '{request.Method}' not available");
        if (request.Headers.TransferEncoding.Count > 0)
            throw new ProxmoxRefusal(StatusCodes.Status501NotImplemented, "chunked transfer encoding not supported");
        if (request.ContentLength > 0 && (request.Method is "GET" or "DELETE"))
            throw new ProxmoxRefusal(StatusCodes.Status501NotImplemented, $"Unexpected content for method '{request.Method}'");
        if (request.ContentLength > LongestBody)
            throw new ProxmoxRefusal(StatusCodes.Status501NotImplemented, "for data too large");
    }

    static async Task<Dictionary<string, string>> BodyAsync(HttpRequest request)
    {
        if (request.ContentLength is null or 0)
            return [];
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        var type = request.ContentType?.Split(';')[0].Trim();
        return type switch
        {
            null or "application/x-www-form-urlencoded" => QueryHelpers.ParseQuery(text).ToDictionary(pair => pair.Key, pair => string.Join('\0', pair.Value.ToArray())),
            "application/json" => OfJson(text),
            _ => throw new ProxmoxRefusal(StatusCodes.Status506VariantAlsoNegotiates, $"unsupported content type '{type}'"),
        };
    }

    static Dictionary<string, string> OfJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null)
                .ToDictionary(property => property.Name, property => TextOf(property.Value));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw ProxmoxRefusal.Died("malformed JSON string, neither tag, array, object, number, string or atom");
        }
    }

    static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join('\0', value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };
}
