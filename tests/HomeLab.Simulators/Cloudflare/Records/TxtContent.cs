using System.Text;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>TXT content as a sequence of quoted strings of at most 255 bytes each (RFC 1035, section 3.3.14).</summary>
static class TxtContent
{
    const int LongestString = 255;
    const int LongestRecord = 4096;

    /// <exception cref="CloudflareRefusal">Quotes that do not pair, or too long.</exception>
    public static string Normal(string content)
    {
        var strings = content.StartsWith('"') ? Quoted(content) : [Bare(content)];
        var split = strings.SelectMany(Split).ToList();
        if (split.Sum(part => 1 + part.Sum(Size)) > LongestRecord)
            throw CloudflareRefusal.Validation(9015, $"Record content exceeds the allowed length of {LongestRecord} wire format bytes.");
        return string.Join(' ', split.Select(part => $"\"{string.Concat(part)}\""));
    }

    /// <summary>Cuts text into what stands for one character each: <c>\"</c>, <c>\065</c> or a character.</summary>
    static List<string> Characters(string text)
    {
        var characters = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var length = text[i] != '\\' ? char.IsSurrogatePair(text, i) ? 2 : 1
                : i + 3 < text.Length && text.AsSpan(i + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0 ? 4
                : i + 1 < text.Length ? 1 + (char.IsSurrogatePair(text, i + 1) ? 2 : 1)
                : 1;
            characters.Add(text.Substring(i, length));
            i += length;
        }

        return characters;
    }

    static List<string> Bare(string content)
    {
        var characters = Characters(content);
        if (characters.Contains("\""))
            throw Inconsistent();
        if (characters is [.., "\\"])
            characters[^1] = @"\\";
        return characters;
    }

    static List<List<string>> Quoted(string content)
    {
        var strings = new List<List<string>>();
        List<string>? open = null;
        foreach (var character in Characters(content))
        {
            if (character == "\"" && open is null)
                open = [];
            else if (character == "\"")
            {
                strings.Add(open!);
                open = null;
            }
            else if (open is not null)
                open.Add(character);
            else if (!string.IsNullOrWhiteSpace(character))
                throw Inconsistent();
        }

        return open is null ? strings : throw Inconsistent();
    }

    static IEnumerable<List<string>> Split(List<string> characters)
    {
        var part = new List<string>();
        var size = 0;
        foreach (var character in characters)
        {
            if (size + Size(character) > LongestString)
            {
                yield return part;
                (part, size) = ([], 0);
            }

            part.Add(character);
            size += Size(character);
        }

        yield return part;
    }

    static int Size(string character) => character switch
    {
        ['\\', _, _, _] when char.IsAsciiDigit(character[1]) => 1,
        ['\\', .. var escaped] => Math.Max(1, Encoding.UTF8.GetByteCount(escaped)),
        _ => Encoding.UTF8.GetByteCount(character),
    };

    static CloudflareRefusal Inconsistent() => CloudflareRefusal.Validation(9051, "TXT content must be wrapped in quotation marks consistently.");
}
