using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>The canonical content of each type.</summary>
static partial class RecordContent
{
    public static (string Content, int? Priority) Normal(RecordDraft draft)
    {
        if (StructuredType.Find(draft.Type) is { } structured)
            return structured.Normal(draft);
        var content = draft.Content?.Trim() is { Length: > 0 } given
            ? given
            : throw CloudflareRefusal.Validation(9100, "content is a required field.");
        return draft.Type switch
        {
            "A" => (Ipv4(content), null),
            "AAAA" => (Ipv6(content), null),
            "CNAME" => (Host(content, 9007, "Content for CNAME record is invalid."), null),
            "NS" => (Host(content, 9010, "Content for NS record is invalid."), null),
            "PTR" => (Host(content, 9011, "Content for PTR record is invalid."), null),
            "MX" => Mail(content, draft.Priority),
            "TXT" => (TxtContent.Normal(content), null),
            "OPENPGPKEY" => (content, null),
            _ => throw CloudflareRefusal.Validation(9001, $"DNS record type \"{draft.Type}\" is invalid."),
        };
    }

    static string Ipv4(string content) =>
        DottedQuad().IsMatch(content) && IPAddress.TryParse(content, out var address)
            ? address.ToString()
            : throw CloudflareRefusal.Validation(9005, "Content for A record must be a valid IPv4 address.");

    static string Ipv6(string content) =>
        Ipv6Text().IsMatch(content) && IPAddress.TryParse(content, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.ToString()
            : throw CloudflareRefusal.Validation(9006, "Content for AAAA record must be a valid IPv6 address.");

    static (string Content, int? Priority) Mail(string content, int? priority)
    {
        if (priority is not (>= 0 and <= 65_535))
            throw CloudflareRefusal.Validation(9100, "priority is a required field.");
        if (IPAddress.TryParse(content, out _))
            throw CloudflareRefusal.Validation(9009, "Change the content of your MX record to be a hostname (and not an IP address).");
        return (Host(content, 9009, "Content for MX record must be a hostname."), priority);
    }

    static string Host(string content, int code, string message) =>
        RecordName.Host(content) is { } host && !DottedQuad().IsMatch(host) ? host : throw CloudflareRefusal.Validation(code, message);

    [GeneratedRegex(@"^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!\z)|\z)){4}\z", RegexOptions.ECMAScript)]
    private static partial Regex DottedQuad();

    [GeneratedRegex(@"^[0-9A-Fa-f:.]+\z")]
    private static partial Regex Ipv6Text();
}
