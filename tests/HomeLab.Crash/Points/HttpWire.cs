using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HomeLab.Crash.Points;

/// <summary>HTTP/1.1, RFC 9112: a request or an answer passes as a whole.</summary>
sealed partial class HttpWire : IWire
{
    readonly ConcurrentQueue<string> asked = new();

    public (long Length, string? Label)? Request(ReadOnlySequence<byte> sent)
    {
        if (Whole(sent) is not var (length, first))
        {
            return null;
        }
        var words = first.Split(' ');
        var question = $"{words[0]} {Identity().Replace(words[1].Split('?')[0], "*")}";
        asked.Enqueue(question);
        return (length, $"before http {question}");
    }

    public (long Length, string? Label)? Answer(ReadOnlySequence<byte> received) =>
        Whole(received) is var (length, _) ? (length, asked.TryDequeue(out var question) ? $"after http {question}" : null) : null;

    static (long Length, string First)? Whole(ReadOnlySequence<byte> from)
    {
        var text = Encoding.Latin1.GetString(from);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }
        var lines = text[..end].Split("\r\n");
        var body = end + 4;
        var length = Header(lines, "content-length") is { } given
            ? body + int.Parse(given, CultureInfo.InvariantCulture)
            : Header(lines, "transfer-encoding") is null ? body : Chunks(text, body);
        return length is { } known && known <= text.Length ? (known, lines[0]) : null;
    }

    static int? Chunks(string text, int at)
    {
        while (text.IndexOf("\r\n", at, StringComparison.Ordinal) is var line && line >= 0)
        {
            var size = int.Parse(text.AsSpan(at, line - at), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at = line + 2 + size + 2;
            if (size == 0)
            {
                return at;
            }
            if (at > text.Length)
            {
                return null;
            }
        }
        return null;
    }

    static string? Header(string[] lines, string name) => lines.Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Identity();
}
