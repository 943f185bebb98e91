namespace Aspire.Hosting.Running;

/// <summary>How long to wait before a crashed resource is started again: 1 s, doubled up to 30 s, from the start after a minute's good run.</summary>
sealed class RestartDelay
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    static readonly TimeSpan GoodRun = TimeSpan.FromMinutes(1);

    TimeSpan next = Shortest;

    public TimeSpan After(TimeSpan lifetime)
    {
        if (lifetime >= GoodRun) next = Shortest;
        var delay = next;
        next = delay * 2 < Longest ? delay * 2 : Longest;
        return delay;
    }
}
