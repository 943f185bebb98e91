using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Lab;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>What annotations of external-dns ask for.</summary>
/// <remarks>
/// https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/; the prefix is
/// <c>external-dns.kubernetes.io/</c> since 0.22 and wins over that of before.
/// </remarks>
sealed partial class ExternalDnsAnnotations
{
    const string Prefix = "external-dns.kubernetes.io/";
    const string PrefixBefore = "external-dns.alpha.kubernetes.io/";

    /// <summary>What Cloudflare and resolvers take.</summary>
    const int ShortestTtl = 60, LongestTtl = 86400;

    readonly JsonNode? annotations;
    readonly List<Problem> problems = [];

    /// <param name="annotations">An object's <c>metadata.annotations</c>.</param>
    public ExternalDnsAnnotations(JsonNode? annotations)
    {
        this.annotations = annotations;
        Ttl = ReadTtl();
        Proxied = Find("cloudflare-proxied") is { } text ? ReadProxied(text) : null;
    }

    /// <summary>Another controller is told to look after the object.</summary>
    public bool IsForAnother => Find("controller") is { } controller && controller != "dns-controller";

    public IReadOnlyList<string> Hostnames => List("hostname");

    /// <summary>Names of a Service's addresses within the cluster.</summary>
    public IReadOnlyList<string> InternalHostnames => List("internal-hostname");

    public IReadOnlyList<string> Targets => List("target");

    /// <summary>Seconds; null: not said, or wrong.</summary>
    public int? Ttl { get; }

    public bool? Proxied { get; }

    public IReadOnlyList<Problem> Problems => problems;

    public static bool IsOne(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) || name.StartsWith(PrefixBefore, StringComparison.Ordinal);

    /// <summary>Names of an object that also names some in its spec.</summary>
    /// <param name="annotation"><c>ingress-hostname-source</c> or <c>gateway-hostname-source</c>.</param>
    public IReadOnlyList<string> Names(string annotation, IEnumerable<string> defined) => Find(annotation)?.Trim() switch
    {
        "annotation-only" => Hostnames,
        "defined-hosts-only" => [.. defined],
        _ => [.. defined.Concat(Hostnames).Distinct(StringComparer.OrdinalIgnoreCase)],
    };

    /// <param name="text">As in a provider-specific property of a DNSEndpoint.</param>
    public static bool? ProxiedOf(string text) => bool.TryParse(text.Trim(), out var value) ? value : null;

    string[] List(string name) =>
        (Find(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    string? Find(string name) => (annotations.At(Prefix + name) ?? annotations.At(PrefixBefore + name)) is JsonValue value ? value.ToString() : null;

    bool? ReadProxied(string text)
    {
        if (ProxiedOf(text) is { } value)
            return value;
        Wrong("cloudflare-proxied", "expected true or false");
        return null;
    }

    int? ReadTtl()
    {
        if (Find("ttl")?.Trim() is not { } text || text == "0")
            return null;
        if (SecondsOf(text) is { } seconds and >= ShortestTtl and <= LongestTtl)
            return (int)seconds;
        Wrong("ttl", $"expected {ShortestTtl} to {LongestTtl} seconds, or a duration such as 5m; it stays automatic");
        return null;
    }

    static double? SecondsOf(string text)
    {
        if (double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return seconds;
        if (!Duration().IsMatch(text))
            return null;
        return DurationPart().Matches(text).Sum(part => double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * part.Groups[2].Value switch
        {
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            "ms" => 1e-3,
            _ => 1e-6,
        });
    }

    void Wrong(string name, string message) => problems.Add(new Problem("", 0, 1, Prefix + name, "WrongType", message));

    /// <summary>Go's: https://pkg.go.dev/time#ParseDuration.</summary>
    [GeneratedRegex(@"^([0-9]+(\.[0-9]+)?(h|m|s|ms|us))+$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)(h|ms|m|us|s)")]
    private static partial Regex DurationPart();
}
