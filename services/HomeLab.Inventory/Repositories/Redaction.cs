using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories;

/// <summary>Takes out of what is kept and passed on whatever may be a secret: people commit them, encrypted or not.</summary>
static partial class Redaction
{
    static readonly string[] SecretWords =
    [
        "password", "passwd", "passkey", "passphrase", "secret", "token", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key",
        "privatekey", "private_key", "private-key", "encryptionkey", "encryption_key", "encryption-key", "credential", "basicauth", "cookie",
    ];

    static readonly string[] SecretEnds = ["_pass", "-pass", "_pwd", "_dsn", "_auth", "_key", "_salt"];

    /// <summary>A key that ends so tells where a secret is, or what it is like.</summary>
    static readonly string[] ReferenceEnds =
        ["name", "names", "ref", "refs", "file", "files", "path", "namespace", "enabled", "type", "class", "store", "ttl", "expiry", "duration", "issuer", "audience"];

    static readonly HashSet<string> References = new(StringComparer.OrdinalIgnoreCase) { "existingSecret", "imagePullSecrets", "secrets", "sourceSecret" };

    public static bool IsSecretName(string key)
    {
        var lower = key.ToLowerInvariant();
        return (SecretWords.Any(it => lower.Contains(it, StringComparison.Ordinal)) || SecretEnds.Any(it => lower.EndsWith(it, StringComparison.Ordinal)))
            && !References.Contains(key) && !ReferenceEnds.Any(it => lower.EndsWith(it, StringComparison.Ordinal));
    }

    public static Node Of(Node node, IReadOnlySet<string>? names) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.Select(it => it with { Value = Of(it, map, names) })] },
        ListNode list => list with { Items = [.. list.Items.Select(it => Of(it, names))] },
        TextNode text => Of(text),
        _ => node,
    };

    static Node Of(MapEntry entry, MapNode around, IReadOnlySet<string>? names) => entry switch
    {
        { Key: "environment", Value: MapNode environment } => environment with
        {
            Entries = [.. environment.Entries.Select(it => it with { Value = it.Value is TextNode value ? Setting(it.Key, value, names) : Of(it.Value, names) })],
        },
        // A container's variable in Kubernetes: {name, value}.
        { Key: "value", Value: TextNode value } when around.Text("name") is { } name && around.Entries.Count == 2 => Setting(name, value, names),
        { Value: TextNode { AsBoolean: null, IsNothing: false } secret } when IsSecretName(entry.Key) => Nothing(secret.At),
        { Value: ListNode list } when IsSecretName(entry.Key) =>
            list with { Items = [.. list.Items.Select(it => it is TextNode text ? Nothing(text.At) : Of(it, names))] },
        _ => Of(entry.Value, names),
    };

    static TextNode Of(TextNode text)
    {
        if (text.Text.StartsWith("ENC[", StringComparison.Ordinal) || text.Text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return Nothing(text.At);
        if (text.IsPlain && text.Text.Length < 8)
            return text;
        var clean = Of(text.Text);
        return clean == text.Text ? text : text with { Text = clean };
    }

    /// <summary>A text without users of URLs and without what follows on a word such as <c>--password=</c>.</summary>
    public static string Of(string text) => Argument().Replace(UserOfUrl().Replace(text, "://…@"), "$1…");

    /// <summary>Of a variable of an environment only what can be a switch, a number or an address is kept.</summary>
    static TextNode Setting(string name, TextNode value, IReadOnlySet<string>? names)
    {
        if (value.IsNothing)
            return value;
        var shape = Placeholder().Replace(value.Text, "x");
        var isReference = Placeholder().Match(value.Text) is { Success: true } whole && whole.Length == value.Text.Length;
        var isHarmless = isReference || (!IsSecretName(name) && (Harmless().IsMatch(shape) || (names?.Contains(shape.Split(':')[0]) ?? false)));
        return isHarmless ? value : Nothing(value.At);
    }

    static TextNode Nothing(Place at) => new(at, "", true);

    [GeneratedRegex(@"://[^/\s@:]*:?[^/\s@]*@")]
    private static partial Regex UserOfUrl();

    [GeneratedRegex(@"(--?[\w.-]*(?:pass|password|secret|token|api-?key|credential)[\w-]*[= ])(?!\$\{|\[\[)\S+", RegexOptions.IgnoreCase)]
    private static partial Regex Argument();

    [GeneratedRegex(@"\$\{[^{}]*\}|\[\[\w+\]\]")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^(true|false|yes|no|on|off|[0-9]{1,9}|(https?|wss?|tcp|redis|postgres(ql)?|amqp|mqtt|udp)://[a-z0-9.-]+(:\d{1,5})?(/[a-z0-9._~/-]{0,60})?|[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Harmless();
}
