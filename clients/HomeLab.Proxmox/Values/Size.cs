using System.Globalization;

namespace HomeLab.Proxmox.Values;

static class Size
{
    public const long Mebibyte = 1024 * 1024;

    /// <summary>Bytes of <c>32G</c>, <c>528K</c> or <c>1.5T</c>: powers of 1024; null for what is no size.</summary>
    public static long? Parse(string? text)
    {
        var factor = text is { Length: > 1 } ? "KMGT".IndexOf(char.ToUpperInvariant(text[^1])) + 1 : 0;
        var number = factor > 0 ? text![..^1] : text;
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? (long)(value * Math.Pow(1024, factor))
            : null;
    }
}
