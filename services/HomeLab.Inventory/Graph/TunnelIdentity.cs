using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Graph;

/// <summary>
/// Which tunnel a cloudflared serves, as far as what starts it tells: words, names of files, or the owner's own mark. Of a token only the id is
/// taken; what is in a Secret, an environment or a file is not read.
/// </summary>
/// <remarks>https://developers.cloudflare.com/tunnel/advanced/tunnel-useful-terms/: a token is base64 of <c>{"a": account, "t": tunnel, "s": secret}</c>.</remarks>
static class TunnelIdentity
{
    /// <summary>A label of Docker that says the tunnel's id.</summary>
    public const string Label = "homelab.tunnel";

    /// <summary>An annotation or label of Kubernetes that does.</summary>
    public const string Annotation = "homelab/tunnel";

    static readonly string[] Marks = ["annotations", "labels"];

    const string Image = "cloudflared";
    const string Variable = "TUNNEL_TOKEN";

    public static bool IsConnector(string image) => image.Contains(Image, StringComparison.Ordinal);

    /// <param name="item">A Kubernetes object.</param>
    public static bool HasConnector(JsonObject item) => Containers(item).Any(it => IsConnector(Text(it["image"])));

    /// <returns>Null: it is no cloudflared, or they do not tell.</returns>
    public static string? Of(string image, IEnumerable<string> words)
    {
        if (!IsConnector(image))
            return null;
        var ids = words.SelectMany(it => it.Split([' ', '"', '\''], StringSplitOptions.RemoveEmptyEntries)).Select(IdIn).OfType<string>().Distinct().ToList();
        return ids is [var only] ? only : null;
    }

    /// <param name="item">A Kubernetes object as the API gives it.</param>
    /// <returns>Of all its containers.</returns>
    public static IReadOnlyList<string> Of(JsonObject item)
    {
        var said = Said(item["metadata"]).Concat(Said((item["spec"] as JsonObject)?["template"]?["metadata"])).ToList();
        return [.. Containers(item).Select(it => Of(Text(it["image"]), [.. said, .. Words(it["command"]), .. Words(it["args"]), .. Tokens(it["env"]), .. Files(it, PodOf(item))])).OfType<string>().Distinct()];
    }

    static IEnumerable<JsonObject> Containers(JsonObject item) => Objects(PodOf(item)["containers"]);

    static IEnumerable<string> Said(JsonNode? metadata) =>
        Marks.Select(it => Text(((metadata as JsonObject)?[it] as JsonObject)?[Annotation])).Where(it => it.Length > 0);

    /// <summary>What the files are called that a container is given.</summary>
    static IEnumerable<string> Files(JsonObject container, JsonObject pod)
    {
        var mounts = Objects(container["volumeMounts"]).ToList();
        var volumes = mounts.Select(it => Text(it["name"])).ToHashSet();
        var sources = Objects(pod["volumes"]).Where(it => volumes.Contains(Text(it["name"])))
            .SelectMany(it => Objects((it["projected"] as JsonObject)?["sources"]).Append(it)).Select(it => it["secret"] ?? it["configMap"]).OfType<JsonObject>();
        return [.. mounts.SelectMany(it => new[] { Text(it["mountPath"]), Text(it["subPath"]) }), .. sources.SelectMany(it => Objects(it["items"])).SelectMany(it => new[] { Text(it["key"]), Text(it["path"]) })];
    }

    static JsonObject PodOf(JsonObject item)
    {
        var spec = item["spec"] as JsonObject ?? [];
        return Text(item["kind"]) is "Pod" || spec["containers"] is JsonArray ? spec : (spec["template"] as JsonObject)?["spec"] as JsonObject ?? [];
    }

    static IEnumerable<string> Words(JsonNode? words) => (words as JsonArray ?? []).Select(Text);

    static IEnumerable<string> Tokens(JsonNode? variables) =>
        Objects(variables).Where(it => Text(it["name"]) == Variable).Select(it => Text(it["value"]));

    static IEnumerable<JsonObject> Objects(JsonNode? items) => (items as JsonArray ?? []).OfType<JsonObject>();

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
