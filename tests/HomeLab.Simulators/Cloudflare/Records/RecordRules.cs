using System.Net;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Zones;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>What the fields beside name and content may be.</summary>
static partial class RecordRules
{
    const int HighestTtl = 86_400;

    public static void Refuse(RecordDraft draft, Zone zone)
    {
        var limits = zone.Limits;
        if (draft.Ttl != 1 && (draft.Ttl < limits.LowestTtl || draft.Ttl > HighestTtl))
            throw CloudflareRefusal.Validation(9021, $"Invalid TTL. Must be between {limits.LowestTtl} and {HighestTtl} seconds, or 1 for Automatic.");
        if (draft.Proxied && draft.Type is not ("A" or "AAAA" or "CNAME"))
            throw CloudflareRefusal.Validation(9041, "This DNS record cannot be proxied.");
        if (draft.Proxied && !IsProxiable(draft.Type, draft.Content!))
            throw CloudflareRefusal.Validation(9003, $"Target {draft.Content} is not allowed for a proxied record.");
        if (draft.Comment?.Length > limits.CommentLength)
            throw CloudflareRefusal.Validation(9313, $"DNS record comment exceeds the maximum length of {limits.CommentLength} characters.");
        if (draft.Comment?.AsSpan().ContainsAny('\r', '\n') == true)
            throw CloudflareRefusal.Validation(9314, "DNS record comment contains invalid characters.");
        if (draft.Tags.Length > limits.Tags)
            throw CloudflareRefusal.Validation(9300, $"DNS record has {draft.Tags.Length} tags, exceeding the quota of {limits.Tags}.");
        if (draft.Tags.FirstOrDefault(tag => !Tag().IsMatch(tag)) is { } wrong)
            throw CloudflareRefusal.Validation(9301, $"Invalid tag '{wrong}'.");
    }

    /// <summary>Whether the edge could reach the target: not for private and reserved addresses, nor its own resolvers.</summary>
    public static bool IsProxiable(string type, string content) => type switch
    {
        "CNAME" => true,
        "A" or "AAAA" => IPAddress.TryParse(content, out var address) && !Unreachable.Any(network => network.Contains(address)),
        _ => false,
    };

    static readonly IPNetwork[] Unreachable =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3",
            "1.1.1.1/32", "1.0.0.1/32", "::/127", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(:.*)?\z")]
    private static partial Regex Tag();
}
