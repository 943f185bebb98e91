using System.Globalization;
using System.Text.RegularExpressions;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

static partial class RecordName
{
    static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>
    /// The full lower-case name in Punycode. What does not end in the zone's name is relative to it, even if it looks complete.
    /// </summary>
    /// <exception cref="CloudflareRefusal">No name comes of it.</exception>
    public static string Normal(string name, string zone)
    {
        var given = name.Trim();
        if (given == "@")
            return zone;
        var ascii = ToAscii(given) ?? throw Invalid();
        var full = ascii == zone || ascii.EndsWith("." + zone, StringComparison.Ordinal) ? ascii : $"{ascii}.{zone}";
        return full.Length <= 253 && Name().IsMatch(full) ? full : throw Invalid();
    }

    /// <summary>A host name that content points at, without the final dot; null if it is none.</summary>
    public static string? Host(string name)
    {
        if (name == ".")
            return name;
        var ascii = ToAscii(name.Trim());
        return ascii is { Length: <= 253 } && Name().IsMatch(ascii) ? ascii : null;
    }

    static string? ToAscii(string name)
    {
        var bare = name.EndsWith('.') ? name[..^1] : name;
        var labels = bare.Split('.');
        try
        {
            for (var i = 0; i < labels.Length; i++)
                labels[i] = labels[i].All(char.IsAscii) ? labels[i].ToLowerInvariant() : Idn.GetAscii(labels[i].ToLowerInvariant());
            return string.Join('.', labels);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static CloudflareRefusal Invalid() => CloudflareRefusal.Validation(9000, "DNS name is invalid.");

    [GeneratedRegex(@"^(\*|[a-z0-9_-]{1,63})(\.[a-z0-9_-]{1,63})*\z")]
    private static partial Regex Name();
}
