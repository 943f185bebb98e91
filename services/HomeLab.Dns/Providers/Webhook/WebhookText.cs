using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Records;
using HomeLab.DnsWire;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>Targets of endpoints, and records as a name server has them.</summary>
static partial class WebhookText
{
    /// <summary>Of types that are never written: for private use (RFC 6895), so that none of ours is taken for one.</summary>
    const ushort Unwritten = 65280;

    /// <summary>Null: the target cannot be understood.</summary>
    public static (ushort Type, byte[] Data)? Read(string type, string target)
    {
        var text = type == "TXT" ? Unquoted(target) : target.Trim();
        if (RecordText.TryParse(type, text, out var content))
        {
            return WireContent.Write(content);
        }
        return type switch
        {
            "NS" when DomainName.TryParse(text, out var server) => (RecordType.Ns, WireName.Parse(server.ToString()).Wire.ToArray()),
            "A" or "AAAA" or "CNAME" or "MX" or "SRV" or "CAA" or "TXT" => null,
            _ => (Unwritten, Encoding.UTF8.GetBytes($"{type} {target}")),
        };
    }

    public static string Write(WireRecord record) => WireContent.Read(record) switch
    {
        RecordContent.Srv srv => $"{srv}.",
        // Who reads takes one pair of quotes away.
        RecordContent.Txt { Value: ['"', .., '"'] } txt => $"\"{txt}\"",
        var content => content.ToString(),
    };

    /// <summary>
    /// A mark as one text, for how a provider cuts and quotes several is its own: the comment's length, the comment, and what it is about.
    /// </summary>
    public static string WriteMark(WireRecord mark)
    {
        var comment = RecordMarks.CommentOf(mark);
        var about = TextData.Join(TextData.Read(mark.Data.Span).Skip(1));
        return string.Create(CultureInfo.InvariantCulture, $"{comment.Length} {comment} {(Plain().IsMatch(about) ? about : Hash(about))}");
    }

    /// <param name="known">Records of the zone by the hashes of their texts.</param>
    public static byte[]? ReadMark(string target, IReadOnlyDictionary<string, string> known)
    {
        var text = Unquoted(target);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0 || !int.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || text.Length < space + length + 3)
        {
            return null;
        }
        var about = text[(space + length + 2)..];
        return TextData.Write(text.Substring(space + 1, length), known.GetValueOrDefault(about, about));
    }

    public static string Hash(string about) => $"sha256-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(about)))}";

    static string Unquoted(string text) => text is ['"', .. var inner, '"'] ? inner : text;

    /// <summary>What every provider keeps as it is; anything else is told by its hash.</summary>
    [GeneratedRegex("^[A-Za-z0-9 ._:*=/+-]{1,150}$")]
    private static partial Regex Plain();
}
