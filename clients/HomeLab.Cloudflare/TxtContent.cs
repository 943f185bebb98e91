using System.Globalization;
using System.Text;

namespace HomeLab.Cloudflare;

/// <summary>
/// TXT content is a sequence of quoted strings of at most 255 bytes (RFC 1035, 5.1). Cloudflare adds quotes to what comes
/// without, and shows records from before that without: only the decoded value can be compared.
/// </summary>
public static class TxtContent
{
    const int MaxStringBytes = 255;

    /// <summary>The value as quoted strings.</summary>
    public static string Encode(string value)
    {
        var text = new StringBuilder("\"");
        var bytes = 0;
        foreach (var rune in value.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MaxStringBytes)
            {
                text.Append("\" \"");
                bytes = 0;
            }
            bytes += rune.Utf8SequenceLength;
            if (rune.Value is '"' or '\\')
            {
                text.Append('\\');
            }
            text.Append(rune);
        }
        return text.Append('"').ToString();
    }

    /// <summary>The value of quoted strings; content that is not well quoted is its own value.</summary>
    public static string Decode(string content)
    {
        var trimmed = content.Trim();
        return trimmed.StartsWith('"') && TryDecode(trimmed) is { } value ? value : content;
    }

    static string? TryDecode(string text)
    {
        var bytes = new List<byte>(text.Length);
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted)
            {
                if (!char.IsWhiteSpace(text[i]))
                {
                    return null;
                }
            }
            else if (text[i] != '\\')
            {
                i += Append(bytes, text, i) - 1;
            }
            else if (i + 3 < text.Length && byte.TryParse(text.AsSpan(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                bytes.Add(octet);
                i += 3;
            }
            else if (++i < text.Length)
            {
                i += Append(bytes, text, i) - 1;
            }
        }
        return isQuoted ? null : Encoding.UTF8.GetString([.. bytes]);
    }

    static int Append(List<byte> bytes, string text, int at)
    {
        var length = char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        bytes.AddRange(Encoding.UTF8.GetBytes(text, at, length));
        return length;
    }
}
