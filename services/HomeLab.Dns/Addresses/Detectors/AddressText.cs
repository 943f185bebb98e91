using System.Net;
using System.Net.Sockets;

namespace HomeLab.Dns.Addresses.Detectors;

/// <summary>An address as detectors write it. What is almost an address is none: half of one often is another.</summary>
static class AddressText
{
    const int Longest = 45;
    const int Shown = 40;

    public static IPAddress Parse(string text)
    {
        var trimmed = text.Trim(' ', '\t', '\r', '\n');
        if (trimmed.Contains('<', StringComparison.Ordinal))
        {
            throw new DetectionException("Html", "It answered with a page instead of an address.");
        }
        return trimmed.Length <= Longest && trimmed.All(IsOfAddress) && IPAddress.TryParse(trimmed, out var address) && IsWhole(address, trimmed)
            ? address
            : throw new DetectionException("NotAnAddress", trimmed.Length == 0 ? "Its answer is empty." : $"Its answer is no address: '{Printable(trimmed)}'.");
    }

    // 1.1, octal digits, scopes and ports parse as something nobody meant.
    static bool IsWhole(IPAddress address, string text) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.ToString() == text
        : !text.Contains('[', StringComparison.Ordinal) && address.ScopeId == 0;

    static bool IsOfAddress(char c) => char.IsAsciiHexDigit(c) || c is '.' or ':';

    static string Printable(string text) =>
        string.Concat(text.Take(Shown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)) + (text.Length > Shown ? "…" : "");
}
