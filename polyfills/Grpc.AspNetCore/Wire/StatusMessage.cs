using System.Globalization;
using System.Text;

namespace Grpc.Wire;

/// <summary>The percent-encoding of <c>grpc-message</c>: UTF-8, of which printable ASCII but for <c>%</c> stands for itself.</summary>
static class StatusMessage
{
    public static string Encode(string detail)
    {
        if (!detail.AsSpan().ContainsAnyExceptInRange(' ', '~') && !detail.Contains('%')) return detail;

        var encoded = new StringBuilder(detail.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(detail))
        {
            if (b is >= 0x20 and <= 0x7E and not (byte)'%') encoded.Append((char)b);
            else encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }
        return encoded.ToString();
    }

    /// <summary>Keeps as it is what is no valid escape: a status must never be lost to its message.</summary>
    public static string Decode(string message)
    {
        if (!message.Contains('%')) return message;

        var source = Encoding.UTF8.GetBytes(message);
        var length = 0;
        for (var i = 0; i < source.Length; i++)
        {
            var isEscape = source[i] == '%' && i + 2 < source.Length
                && char.IsAsciiHexDigit((char)source[i + 1]) && char.IsAsciiHexDigit((char)source[i + 2]);
            source[length++] = isEscape
                ? byte.Parse(source.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : source[i];
            if (isEscape) i += 2;
        }
        return Encoding.UTF8.GetString(source, 0, length);
    }
}
