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
    bool isHijacked;

    public (long Length, string? Label)? Request(ReadOnlySequence<byte> sent)
    {
        if (http.Request(sent) is not var (length, label))
            return null;
        var isChange = label!.Split(' ')[2] is not ("GET" or "HEAD");
        asked.Enqueue((isChange, label.EndsWith("/events", StringComparison.Ordinal) || (label.Contains("/exec/", StringComparison.Ordinal) && label.EndsWith("/start", StringComparison.Ordinal))));
        return (length, isChange ? Before : Read);
    }

    public (long Length, string? Label)? Answer(ReadOnlySequence<byte> received)
    {
        // A stream has no end: it passes as it comes.
        if (isHijacked || (asked.TryPeek(out var question) && question is { IsStream: true, IsChange: false }))
            return (received.Length, null);
        if (http.Answer(received) is not var (length, _))
            return null;
        var isAnswer = asked.TryDequeue(out question);
        isHijacked = isAnswer && question.IsStream;
        return isAnswer && question.IsChange ? (length, After) : (length, null);
    }
}
