using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HomeLab.Dns.Records;

/// <summary>A fully qualified name as providers keep it: lower case, Punycode, no dot at the end.</summary>
sealed record DomainName
{
    const int MaxLength = 253;
    const int MaxLabel = 63;
    static readonly IdnMapping Idn = new();

    readonly string text;

    DomainName(string text) => this.text = text;

    public static DomainName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not a domain name.");

    public static bool TryParse(string? text, [NotNullWhen(true)] out DomainName? name)
    {
        name = ToAscii(text?.Trim().TrimEnd('.') ?? "") is { Length: > 0 and <= MaxLength } ascii && ascii.Split('.').Select(IsLabel).All(ok => ok)
            ? new DomainName(ascii)
            : null;
        return name is not null;
    }

    /// <summary>Whether the name is <paramref name="parent"/> or below it.</summary>
    public bool IsWithin(DomainName parent) =>
        text == parent.text || text.EndsWith("." + parent.text, StringComparison.Ordinal);

    public override string ToString() => text;

    static string? ToAscii(string text)
    {
        try
        {
            var lower = text.ToLowerInvariant();
            // IdnMapping refuses labels such as _acme-challenge and *, which are names all the same.
            return string.Join('.', lower.Split('.').Select(label => label.All(char.IsAscii) ? label : Idn.GetAscii(label)));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static bool IsLabel(string label, int index) =>
        (label == "*" && index == 0)
        || (label.Length is > 0 and <= MaxLabel
            && label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_')
            && label[0] != '-' && label[^1] != '-');
}
