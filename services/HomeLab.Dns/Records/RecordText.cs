using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HomeLab.Dns.Records;

/// <summary>Reads contents from text.</summary>
static class RecordText
{
    public static bool TryParse(string type, string text, [NotNullWhen(true)] out RecordContent? content)
    {
        content = type switch
        {
            "A" when TryParseV4(text, out var address) => new RecordContent.A(address),
            "AAAA" when TryParseV6(text, out var address) => new RecordContent.Aaaa(address),
            "CNAME" when DomainName.TryParse(text, out var target) => new RecordContent.Cname(target),
            "TXT" when text.Length > 0 => new RecordContent.Txt(text),
            "MX" or "SRV" or "CAA" => OfParts(type, text),
            _ => null,
        };
        return content is not null;
    }

    static RecordContent? OfParts(string type, string text) => (type, Parts(text, type == "CAA" ? 3 : 4)) switch
    {
        ("MX", [var priority, var exchange]) when Number(priority) is { } p && DomainName.TryParse(exchange, out var target) =>
            new RecordContent.Mx(p, target),
        ("SRV", [var priority, var weight, var port, var host])
            when Number(priority) is { } p && Number(weight) is { } w && Number(port) is { } n && DomainName.TryParse(host, out var target) =>
            new RecordContent.Srv(p, w, n, target),
        ("CAA", [var flags, var tag, var value]) when Number(flags) is { } f and <= 255 && value is ['"', .., '"'] =>
            new RecordContent.Caa(f, tag.ToLowerInvariant(), value[1..^1]),
        _ => null,
    };

    // The shorthand 1.1 and octal digits parse as something nobody meant.
    static bool TryParseV4(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text.Trim();

    static bool TryParseV6(string text, [NotNullWhen(true)] out IPAddress? address) =>
        IPAddress.TryParse(text, out address) && address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false, ScopeId: 0 }
        && !text.Contains('%', StringComparison.Ordinal);

    static string[] Parts(string text, int most) => text.Split(' ', most, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static int? Number(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
