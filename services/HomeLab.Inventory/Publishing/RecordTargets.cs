using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Publishing;

/// <summary>Whether records can be made of targets.</summary>
static class RecordTargets
{
    static readonly HashSet<string> Types = ["", "A", "AAAA", "CNAME", "TXT", "MX", "SRV", "CAA"];

    /// <summary>Normalised, without doubles and in order; or why there can be no record.</summary>
    public static (IReadOnlyList<string> Targets, Refusal? Refusal) Check(string type, IReadOnlyList<string> targets, bool isProxied)
    {
        if (!Types.Contains(type))
            return ([], new Refusal("TypeNotSupported", $"records of type {type} are not made; A, AAAA, CNAME, TXT, MX, SRV and CAA are", type));
        if (targets.Count == 0)
            return ([], new Refusal("NoTarget", "it does not say what the name leads to, and the lab has no `target` for it", ""));
        var normalised = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (Normalise(type, target) is not { } one)
                return ([], new Refusal("InvalidTarget", $"`{target}` cannot be the content of {(type.Length > 0 ? type : "an address or alias")} record", target));
            normalised.Add(one);
        }
        if (type is "" or "CNAME" && normalised.Count > 1 && normalised.FirstOrDefault(it => !IsAddress(it)) is { } name)
            return ([], new Refusal("MixedTargets", $"a name that is an alias of {name} can lead nowhere else", name));
        return isProxied && normalised.FirstOrDefault(IsPrivate) is { } inside
            ? ([], new Refusal("PrivateTarget", $"Cloudflare cannot stand in front of {inside}, which is no public address; say `proxied: false`, or another target", inside))
            : ([.. normalised], null);
    }

    public static bool IsProxiable(string type) => type is "" or "A" or "AAAA" or "CNAME";

    public static bool IsAddress(string target) => IPAddress.TryParse(target, out _);

    static string? Normalise(string type, string text) => type switch
    {
        "" => AddressOf(text, null)?.ToString() ?? HostOf(text),
        "A" => AddressOf(text, AddressFamily.InterNetwork)?.ToString(),
        "AAAA" => AddressOf(text, AddressFamily.InterNetworkV6)?.ToString(),
        "CNAME" => HostOf(text),
        "TXT" => (text is ['"', .., '"'] ? text[1..^1] : text) is { Length: > 0 and <= 2048 } value && !value.Contains('\0', StringComparison.Ordinal) ? value : null,
        "MX" => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var priority, var exchange] && IsNumber(priority) && HostOf(exchange) is { } host ? $"{priority} {host}" : null,
        "SRV" => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var priority, var weight, var port, var target] && IsNumber(priority) && IsNumber(weight) && IsNumber(port)
            && HostOf(target) is { } host ? $"{priority} {weight} {port} {host}" : null,
        "CAA" => text.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries) is [var flags, var tag, ['"', .., '"'] value]
            && byte.TryParse(flags, NumberStyles.None, CultureInfo.InvariantCulture, out _) && tag.All(char.IsAsciiLetterOrDigit) && !value.Contains('\0', StringComparison.Ordinal)
            ? $"{flags} {tag.ToLowerInvariant()} {value}" : null,
        _ => null,
    };

    /// <summary>The shorthand 10.1 parses as an address that nobody meant.</summary>
    static IPAddress? AddressOf(string text, AddressFamily? family) =>
        IPAddress.TryParse(text.Trim(), out var address) && (family is null || address.AddressFamily == family)
        && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !address.IsIPv4MappedToIPv6 && address.ScopeId == 0 : address.ToString() == text.Trim())
            ? address
            : null;

    static string? HostOf(string text) =>
        DnsName.Normalise(text.Trim()) is { } name && !name.StartsWith('*') && name.Contains('.', StringComparison.Ordinal) && !IsAddress(name) ? name : null;

    static bool IsNumber(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>Addresses that lead nowhere from outside: RFC 1918, 6598, 3927, 4193, loopback and link-local.</summary>
    static bool IsPrivate(string target)
    {
        if (!IPAddress.TryParse(target, out var address))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || IPAddress.IsLoopback(address);
        var bytes = address.GetAddressBytes();
        return bytes[0] is 0 or 10 or 127 or >= 224 || (bytes[0], bytes[1]) is (192, 168) or (169, 254) or (172, >= 16 and <= 31) or (100, >= 64 and <= 127);
    }
}
