using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;

namespace HomeLab.Crash.Points;

/// <summary>PostgreSQL's frontend/backend protocol, version 3, without TLS: https://www.postgresql.org/docs/15/protocol.html.</summary>
/// <remarks>A request reaches to its Sync or is one Query; an answer reaches to ReadyForQuery. So a commit is two points like any command.</remarks>
sealed partial class PostgresWire : IWire
{
    const int LongestLabel = 60;
    readonly ConcurrentQueue<string?> asked = new();
    readonly Dictionary<string, string> prepared = [];
    bool isStarted;

    public (long Length, string? Label)? Request(ReadOnlySequence<byte> sent)
    {
        if (!isStarted)
        {
            if (sent.Length < 4 || sent.Length < Number(sent, 0))
            {
                return null;
            }
            isStarted = true;
            return (Number(sent, 0), null);
        }
        var texts = new List<string>();
        for (long at = 0; Message(sent, at) is var (type, length);)
        {
            var body = sent.Slice(at + 5, length - 5).ToArray();
            at += length;
            switch (type)
            {
                case 'P':
                    var name = Text(body, 0);
                    var text = Label(Text(body, name.Length + 1));
                    prepared[name] = text;
                    texts.Add(text);
                    break;
                case 'B':
                    var portal = Text(body, 0);
                    if (Text(body, portal.Length + 1) is { Length: > 0 } statement && prepared.TryGetValue(statement, out var known) && !texts.Contains(known))
                    {
                        texts.Add(known);
                    }
                    break;
                case 'Q':
                    var query = Label(Text(body, 0));
                    return Asked(at, Changes(query) ? query : null);
                case 'S':
                    return Asked(at, string.Join(" + ", texts));
                case 'p' or 'X' or 'H':
                    return (at, null);
            }
        }
        return null;
    }

    public (long Length, string? Label)? Answer(ReadOnlySequence<byte> received)
    {
        if (asked.IsEmpty)
        {
            // The welcome, and notifications.
            return Message(received, 0) is var (_, first) ? (first, null) : null;
        }
        for (long at = 0; Message(received, at) is var (type, length);)
        {
            at += length;
            if (type == 'Z' && asked.TryDequeue(out var question))
            {
                return (at, question is null ? null : $"after sql {question}");
            }
        }
        return null;
    }

    (long Length, string? Label) Asked(long length, string? question)
    {
        asked.Enqueue(question);
        return (length, question is null ? null : $"before sql {question}");
    }

    /// <summary>
    /// What opens a transaction ahead of its first command, what gives one up that has only read, as a lost connection does too, and what cleans
    /// a pooled connection (the longer form keeps its prepared statements) is no output of anybody.
    /// </summary>
    static bool Changes(string query) =>
        !query.StartsWith("BEGIN", StringComparison.Ordinal) && query is not ("ROLLBACK" or "DISCARD ALL")
        && !query.StartsWith("SET SESSION AUTHORIZATION DEFAULT", StringComparison.Ordinal);

    static (char Type, long Length)? Message(ReadOnlySequence<byte> from, long at)
    {
        if (from.Length < at + 5)
        {
            return null;
        }
        var length = 1 + (long)Number(from, at + 1);
        return from.Length < at + length ? null : ((char)from.Slice(at, 1).FirstSpan[0], length);
    }

    static int Number(ReadOnlySequence<byte> from, long at)
    {
        Span<byte> bytes = stackalloc byte[4];
        from.Slice(at, 4).CopyTo(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    static string Text(byte[] body, int at) => Encoding.UTF8.GetString(body, at, Array.IndexOf(body, (byte)0, at) - at);

    static string Label(string sql)
    {
        var line = Space().Replace(sql, " ").Trim();
        return line.Length > LongestLabel ? line[..LongestLabel] : line;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
