using System.Collections.Immutable;
using HomeLab.Cloudflare;
using HomeLab.Dns.Providers;

namespace HomeLab.Dns.Budgets;

/// <summary>The requests of one account, as all replicas together have made them. Pure; time comes in.</summary>
/// <remarks>
/// Cloudflare counts 1,200 requests in 300 s over everything that a user does, dashboard and all tokens, and then refuses everything for
/// 300 s: https://developers.cloudflare.com/fundamentals/api/reference/limits/. So each priority stops before the quota, and the urgent
/// ones 5 % before it. A slot counts until its last moment is a window ago: no window, wherever it begins, holds more than allowed.
/// </remarks>
sealed record Budget
{
    const int SlotsPerWindow = 60;

    /// <summary>Failures in a row from which on only urgent calls are made until a while has passed.</summary>
    const int Outage = 10;

    static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(30);

    /// <summary>Requests in a window, as Cloudflare documents it until its answers say otherwise.</summary>
    public int Quota { get; init; } = 1200;

    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(300);

    public ImmutableArray<BudgetSlot> Slots { get; init; } = [];

    /// <summary>Null: never blocked.</summary>
    public BudgetBlock? Block { get; init; }

    /// <summary>Calls in a row that had no answer or a 5xx.</summary>
    public int Failures { get; init; }

    public DateTimeOffset FailedAt { get; init; }

    /// <summary>What Cloudflare itself has counted; null: never said.</summary>
    public BudgetReport? Report { get; init; }

    /// <summary>Of the quota, how much may be used up before a priority has to wait.</summary>
    public int AllowedTo(CallPriority priority) => (int)Math.Max(1, (long)Quota * Share(priority) / 100);

    public int Used(CallPriority priority, DateTimeOffset now) => Counted(now).Sum(slot => slot.Sent[(int)priority]);

    /// <summary>By our own count or by Cloudflare's, whichever is more.</summary>
    public int Used(DateTimeOffset now) => Math.Max(Counted(now).Sum(slot => slot.Total), ReportAt(now)?.Used ?? 0);

    /// <summary>Why a call has to wait; null: it may be made now.</summary>
    public BudgetBlock? WhyNot(CallPriority priority, DateTimeOffset now) =>
        Blocked(priority, now) ?? BackingOff(priority, now) ?? Spent(priority, now);

    /// <summary>Counts a call that is made now.</summary>
    public Budget Take(CallPriority priority, DateTimeOffset now)
    {
        var at = new DateTimeOffset(now.UtcTicks - now.UtcTicks % SlotLength.Ticks, TimeSpan.Zero);
        var counted = Counted(now).ToImmutableArray();
        var open = counted.FirstOrDefault(slot => slot.At == at) ?? BudgetSlot.Empty(at);
        return this with
        {
            Slots = counted.RemoveAll(slot => slot.At == at).Add(open.With(priority)),
            Report = ReportAt(now) is { } report ? report with { Used = report.Used + 1 } : null,
        };
    }

    /// <summary>Takes an answer in; returns the same object when it says nothing new.</summary>
    public Budget Observe(RateAnswer answer, DateTimeOffset now)
    {
        var after = Learn(answer, now);
        if (answer.IsRefused)
        {
            after = after.BlockedUntil(now + (answer.RetryAfter ?? Window), "Cloudflare refused a request with 429");
        }
        else if (answer is { Left: 0, RefilledIn: { } refill })
        {
            after = after.BlockedUntil(now + refill, $"Cloudflare says that none of its {Quota} requests are left");
        }
        return answer.IsOutage ? after with { Failures = Failures + 1, FailedAt = now }
            : Failures > 0 ? after with { Failures = 0 }
            : after;
    }

    Budget Learn(RateAnswer answer, DateTimeOffset now)
    {
        var after = answer is { Quota: > 0 and var quota, Window: { } window } && window > TimeSpan.Zero && (quota != Quota || window != Window)
            ? this with { Quota = quota, Window = window }
            : this;
        // Answers overtake each other, so only what is more than we know is news.
        return answer is { Left: { } left, RefilledIn: { } refill } && after.Quota - left > Used(now)
            ? after with { Report = new BudgetReport(after.Quota - left, now + refill) }
            : after;
    }

    Budget BlockedUntil(DateTimeOffset until, string why) =>
        Block?.Until >= until ? this : this with { Block = new BudgetBlock(until, ProviderReasons.RateLimited, why) };

    /// <summary>After a block those that can wait come back later, so that what is urgent finds room.</summary>
    BudgetBlock? Blocked(CallPriority priority, DateTimeOffset now)
    {
        var returns = Block?.Until + priority switch
        {
            CallPriority.Urgent => TimeSpan.Zero,
            CallPriority.Normal => TimeSpan.FromSeconds(1),
            CallPriority.Bulk => TimeSpan.FromSeconds(5),
            _ => TimeSpan.FromSeconds(10),
        };
        return returns > now ? Block! with { Until = returns.Value } : null;
    }

    BudgetBlock? BackingOff(CallPriority priority, DateTimeOffset now)
    {
        if (priority == CallPriority.Urgent || Failures < Outage)
        {
            return null;
        }
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(Failures - Outage, 10)));
        var until = FailedAt + (pause < LongestBackoff ? pause : LongestBackoff);
        return until > now
            ? new BudgetBlock(until, ProviderReasons.Unavailable, $"Cloudflare failed {Failures} times in a row, so only what somebody waits for is tried")
            : null;
    }

    BudgetBlock? Spent(CallPriority priority, DateTimeOffset now)
    {
        var allowed = AllowedTo(priority);
        var free = Math.Max(FreeAt(allowed, now).Ticks, ReportAt(now) is { } report && report.Used >= allowed ? report.Until.UtcTicks : 0);
        return free > now.UtcTicks
            ? new BudgetBlock(
                new DateTimeOffset(free, TimeSpan.Zero), ProviderReasons.RateLimited,
                $"{Used(now)} of {Quota} requests are used, and {priority.ToString().ToLowerInvariant()} calls may use {allowed} of them")
            : null;
    }

    /// <summary>When so many slots have run out that less than this is used.</summary>
    DateTime FreeAt(int allowed, DateTimeOffset now)
    {
        var counted = Counted(now).OrderBy(slot => slot.At).ToList();
        var used = counted.Sum(slot => slot.Total);
        var free = DateTime.MinValue;
        foreach (var slot in counted.TakeWhile(_ => used >= allowed))
        {
            used -= slot.Total;
            free = EndOf(slot).UtcDateTime;
        }
        return free;
    }

    IEnumerable<BudgetSlot> Counted(DateTimeOffset now) => Slots.Where(slot => EndOf(slot) > now);

    BudgetReport? ReportAt(DateTimeOffset now) => Report is { } report && report.Until > now ? report : null;

    DateTimeOffset EndOf(BudgetSlot slot) => slot.At + SlotLength + Window;

    TimeSpan SlotLength => Window / SlotsPerWindow;

    static int Share(CallPriority priority) => priority switch
    {
        CallPriority.Urgent => 95,
        CallPriority.Normal => 85,
        CallPriority.Bulk => 70,
        _ => 55,
    };
}
