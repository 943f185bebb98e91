using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.Simulators.Proxmox.Guests;

/// <summary>A drive's or mount point's value: a volume and its options, <c>local-lvm:vm-100-disk-0,size=32G</c>.</summary>
static partial class DiskText
{
    public const long GiB = 1L << 30;

    public static string VolumeOf(string text)
    {
        var first = text.Split(',')[0];
        return first.StartsWith("file=", StringComparison.Ordinal) ? first[5..] : first.StartsWith("volume=", StringComparison.Ordinal) ? first[7..] : first;
    }

    public static string? OptionOf(string text, string name) =>
        text.Split(',').Skip(1).Select(option => option.Split('=', 2)).FirstOrDefault(option => option[0] == name)?.ElementAtOrDefault(1);

    public static string With(string text, string name, string? value) => string.Join(',', text.Split(',')
        .Where((option, index) => index == 0 || option.Split('=')[0] != name).Concat(value is null ? [] : [$"{name}={value}"]));

    /// <summary>Bytes of <c>32G</c>, <c>512M</c>; null when it is no size.</summary>
    public static long? SizeOf(string? text)
    {
        if (text is null || Size().Match(text) is not { Success: true } match)
            return null;
        var unit = match.Groups[2].Value switch { "T" => GiB * 1024, "G" => GiB, "M" => 1L << 20, "K" => 1L << 10, _ => 1L };
        return (long)(double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * unit);
    }

    public static string Describe(long bytes) => bytes % GiB == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / GiB}G")
        : bytes % (1 << 20) == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20}M")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes >> 10}K");

    [GeneratedRegex(@"^(\d+(?:\.\d+)?)([KMGT]?)\z")]
    private static partial Regex Size();
}
