using System.Globalization;
using System.Text.Json;

namespace HomeLab.Proxmox.Values;

/// <summary>A JSON value as a Perl scalar.</summary>
static class Scalar
{
    /// <summary>Null for what is no finite number.</summary>
    public static double? Number(ref Utf8JsonReader reader) => Text(ref reader) is { } text
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Sizes beyond 2^53 keep their last digits.</summary>
    public static long? Integer(ref Utf8JsonReader reader)
    {
        var text = Text(ref reader);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            return integer;
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < long.MaxValue
            ? (long)number
            : null;
    }

    /// <summary>Perl's truth, and the words that property strings use.</summary>
    public static bool IsTrue(string? text) => text is not (null or "" or "0" or "no" or "off" or "false");

    /// <summary>Arrays and objects as their JSON.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.True:
                return "1";
            case JsonTokenType.False:
                return "0";
            case JsonTokenType.Null:
                return null;
            default:
                using (var value = JsonDocument.ParseValue(ref reader))
                {
                    return value.RootElement.GetRawText();
                }
        }
    }
}
