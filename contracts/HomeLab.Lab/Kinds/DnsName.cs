using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Lab.Kinds;

/// <summary>Names of records: host names, and also <c>*.example.org</c> and <c>_dmarc.example.org</c>.</summary>
public static partial class DnsName
{
    static readonly IdnMapping Idn = new();

    /// <summary>Lower-case Punycode without a trailing dot; null where it is no name.</summary>
    public static string? Normalise(string text)
    {
        var labels = (text.EndsWith('.') ? text[..^1] : text).Split('.').Select((label, index) => Label(label, index == 0)).ToArray();
        var name = string.Join('.', labels);
        return labels.Length < 128 && labels.All(it => it is not null) && name.Length <= 253 ? name : null;
    }

    static string? Label(string label, bool isFirst)
    {
        if (isFirst && label == "*")
            return label;
        try
        {
            var ascii = label.All(char.IsAscii) ? label : Idn.GetAscii(label.Normalize().ToLowerInvariant());
            return ascii.Length <= 63 && LabelForm().IsMatch(ascii) ? ascii.ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?$")]
    private static partial Regex LabelForm();
}
