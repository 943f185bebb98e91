using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace HomeLab.Lab;

/// <summary>A host name as DNS knows it: lower-case, Punycode, no trailing dot.</summary>
public readonly record struct HostName : IComparable<HostName>
{
    static readonly IdnMapping Idn = new() { AllowUnassigned = true, UseStd3AsciiRules = true };

    HostName(string value) => Value = value;

    public string Value { get; }

    /// <summary>Normalises <paramref name="text"/>, or says why it cannot be a name.</summary>
    public static bool TryParse(string text, out HostName name, [NotNullWhen(false)] out Refusal? refusal)
    {
        name = default;
        var trimmed = text.Trim();
        refusal = trimmed switch
        {
            "" => new Refusal("InvalidName", "an empty text is no name", text),
            _ when trimmed.Contains('*') => new Refusal("Wildcard", $"`{text}` stands for any number of names; name each host", text),
            _ when IsAddress(trimmed) => new Refusal("IpAddress", $"`{text}` is an address, not a name", text),
            _ => null,
        };
        if (refusal is not null)
            return false;
        if (ToAscii(trimmed) is not { } ascii)
        {
            refusal = new Refusal("InvalidName", $"`{text}` is not a host name: labels of 1 to 63 letters, digits and inner hyphens", text);
            return false;
        }
        name = new HostName(ascii);
        return true;
    }

    public bool IsWithin(string zone) =>
        Value.Equals(zone, StringComparison.OrdinalIgnoreCase) || Value.EndsWith("." + zone, StringComparison.OrdinalIgnoreCase);

    public int CompareTo(HostName other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;

    static bool IsAddress(string text) => IPAddress.TryParse(text.Trim('[', ']'), out _);

    static string? ToAscii(string text)
    {
        try
        {
            // Normalisation to form C comes before Punycode: IdnMapping does not do it without ICU.
            var ascii = Idn.GetAscii(text.Normalize().TrimEnd('.').ToLowerInvariant()).ToLowerInvariant();
            return ascii.Length <= 253 && ascii.Split('.').All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
