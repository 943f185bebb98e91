using System.Buffers;
using System.Collections.Concurrent;
using HomeLab.Crash.Points;

namespace HomeLab.Stacks.Tests.Crashes;

/// <summary>An Engine's API: what changes something is a point on its way there and one on its way back.</summary>
sealed class EngineWire : IWire
{
    public const string Before = "before a change";
    public const string After = "after a change";
    public const string Read = "a read";

    readonly HttpWire http = new();
    readonly ConcurrentQueue<(bool IsChange, bool IsStream)> asked = new();

    public (long Length, string? Label)? Request(ReadOnlySequence<byte> sent)
    {
        if (http.Request(sent) is not var (length, label))
            return null;
        var isChange = label!.Split(' ')[2] is not ("GET" or "HEAD");
        asked.Enqueue((isChange, label.EndsWith("/events", StringComparison.Ordinal)));
        return (length, isChange ? Before : Read);
    }

    public (long Length, string? Label)? Answer(ReadOnlySequence<byte> received)
    {
        // A stream has no end: it passes as it comes.
        if (asked.TryPeek(out var question) && question.IsStream)
            return (received.Length, null);
        if (http.Answer(received) is not var (length, _))
            return null;
        return asked.TryDequeue(out question) && question.IsChange ? (length, After) : (length, null);
    }
}
