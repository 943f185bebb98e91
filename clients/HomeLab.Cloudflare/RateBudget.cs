namespace HomeLab.Cloudflare;

/// <summary>
/// The request budget of one credential within one process: 1200 requests in 300 seconds, over all tokens of a user. Going over it
/// blocks all of them for five minutes, so the budget stops before Cloudflare does.
/// </summary>
/// <param name="patience">The longest wait inside a call; a longer one is refused as <see cref="CloudflareFailure.RateLimited"/>.</param>
public sealed class RateBudget(TimeProvider time, int limit = 1200, TimeSpan? window = null, TimeSpan? patience = null) : IRateBudget
{
    readonly TimeSpan window = window ?? TimeSpan.FromSeconds(300);
    readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(2);
    readonly Queue<DateTimeOffset> sent = new();
    readonly Lock gate = new();
    DateTimeOffset silentUntil = DateTimeOffset.MinValue;

    /// <summary>How long nothing may be sent; zero when a call may go out now.</summary>
    public TimeSpan BlockedFor
    {
        get
        {
            lock (gate)
            {
                return Wait(time.GetUtcNow());
            }
        }
    }

    public async ValueTask EnterAsync(string purpose, CancellationToken cancellationToken)
    {
        while (TryEnter() is { } wait)
        {
            if (wait > patience)
            {
                throw new CloudflareException(
                    CloudflareFailure.RateLimited,
                    $"Failed to {purpose}: the request budget of this Cloudflare credential is spent for another {Math.Ceiling(wait.TotalSeconds)} s.")
                {
                    RetryAfter = wait,
                };
            }
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    public ValueTask ObserveAsync(RateAnswer answer, CancellationToken cancellationToken)
    {
        var silence = answer.IsRefused ? answer.RetryAfter ?? window
            : answer is { Left: 0, RefilledIn: { } refill } ? refill
            : (TimeSpan?)null;
        if (silence is { } until)
        {
            var now = time.GetUtcNow();
            lock (gate)
            {
                silentUntil = now + until > silentUntil ? now + until : silentUntil;
            }
        }
        return ValueTask.CompletedTask;
    }

    TimeSpan? TryEnter()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var wait = Wait(now);
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }
            sent.Enqueue(now);
            return null;
        }
    }

    TimeSpan Wait(DateTimeOffset now)
    {
        while (sent.TryPeek(out var oldest) && oldest + window <= now)
        {
            sent.Dequeue();
        }
        var refill = sent.Count >= limit ? sent.Peek() + window : now;
        var free = refill > silentUntil ? refill : silentUntil;
        return free > now ? free - now : TimeSpan.Zero;
    }
}
