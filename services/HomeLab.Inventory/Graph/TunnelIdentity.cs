using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Graph;

/// <summary>Which tunnel a cloudflared serves, as far as the words that start it tell. Of a token only the id is taken.</summary>
/// <remarks>https://developers.cloudflare.com/tunnel/advanced/tunnel-useful-terms/: a token is base64 of <c>{"a": account, "t": tunnel, "s": secret}</c>.</remarks>
static class TunnelIdentity
{
    const string Image = "cloudflared";
    const string Variable = "TUNNEL_TOKEN";

    /// <returns>Null: it is no cloudflared, or they do not tell.</returns>
    public static string? Of(string image, IEnumerable<string> words)
    {
        if (!image.Contains(Image, StringComparison.Ordinal))
            return null;
        var ids = words.SelectMany(it => it.Split([' ', '"', '\''], StringSplitOptions.RemoveEmptyEntries)).Select(IdIn).OfType<string>().Distinct().ToList();
        return ids is [var only] ? only : null;
    }

    /// <param name="item">A Kubernetes object as the API gives it.</param>
    /// <returns>Of all its containers.</returns>
    public static IReadOnlyList<string> Of(JsonObject item) => PodOf(item)["containers"] is JsonArray containers
        ? [.. containers.OfType<JsonObject>().Select(it => Of(Text(it["image"]), Words(it["command"]).Concat(Words(it["args"])).Concat(Tokens(it["env"])))).OfType<string>().Distinct()]
        : [];

    static JsonObject PodOf(JsonObject item)
    {
        var spec = item["spec"] as JsonObject ?? [];
        return Text(item["kind"]) is "Pod" || spec["containers"] is JsonArray ? spec : (spec["template"] as JsonObject)?["spec"] as JsonObject ?? [];
    }

    static IEnumerable<string> Words(JsonNode? words) => (words as JsonArray ?? []).Select(Text);

    static IEnumerable<string> Tokens(JsonNode? variables) =>
        (variables as JsonArray ?? []).OfType<JsonObject>().Where(it => Text(it["name"]) == Variable).Select(it => Text(it["value"]));

    static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>The id itself, the name of a file of credentials, or a token; alone, or as the value of a flag.</summary>
    static string? IdIn(string word)
    {
        const string Credentials = ".json";
        var value = word.StartsWith('-') && word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? word[(at + 1)..] : word;
        var name = value.EndsWith(Credentials, StringComparison.Ordinal) ? value[(value.LastIndexOf('/') + 1)..^Credentials.Length] : value;
        if (Guid.TryParseExact(name, "D", out var id))
            return id.ToString();
        return value.StartsWith("eyJ", StringComparison.Ordinal) ? InToken(value) : null;
    }

    static string? InToken(string word)
    {
        try
        {
            return JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(word)))?["t"] is JsonValue value && Guid.TryParse(value.ToString(), out var id) ? id.ToString() : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
