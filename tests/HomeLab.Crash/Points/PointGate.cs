namespace HomeLab.Crash.Points;

/// <summary>
/// All that one life of a service sends and receives passes here, so that its life can end at one point: from there on nothing of it
/// passes any more, in either direction, whatever the abandoned code still tries. To everybody else that is a crash.
/// </summary>
sealed class PointGate
{
    readonly Lock gate = new();
    readonly Dictionary<string, int> counts = [];
    readonly List<CrashPoint> passed = [];
    readonly TaskCompletionSource crashed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource closing = new();
    CrashPoint? target;
    bool isCounting;

    public bool IsClosed { get; private set; }

    /// <summary>Completes when the life ended at the point.</summary>
    public Task Crashed => crashed.Task;

    /// <summary>Cancelled when the life ended.</summary>
    public CancellationToken Closing => closing.Token;

    /// <summary>What was passed since it began to count.</summary>
    public IReadOnlyList<CrashPoint> Passed
    {
        get
        {
            lock (gate)
            {
                return [.. passed];
            }
        }
    }

    /// <summary>Counts anew from here, and ends the life at the target; null only counts.</summary>
    public void Begin(CrashPoint? at)
    {
        lock (gate)
        {
            counts.Clear();
            passed.Clear();
            (isCounting, target) = (true, at);
        }
    }

    /// <summary>False: the life has ended already.</summary>
    public bool TryDisarm()
    {
        lock (gate)
        {
            target = null;
            return !IsClosed;
        }
    }

    public void Close()
    {
        lock (gate)
        {
            IsClosed = true;
        }
        closing.Cancel();
    }

    /// <summary>False: the life is over, and what was about to pass must not.</summary>
    public bool TryPass(string? label)
    {
        lock (gate)
        {
            if (IsClosed)
            {
                return false;
            }
            if (label is null || !isCounting)
            {
                return true;
            }
            var point = new CrashPoint(label, counts[label] = counts.GetValueOrDefault(label) + 1);
            passed.Add(point);
            if (point != target)
            {
                return true;
            }
            IsClosed = true;
        }
        crashed.TrySetResult();
        return false;
    }
}
