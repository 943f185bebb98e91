using HomeLab.Cloudflare;
using HomeLab.Dns.Providers;
using Npgsql;

namespace HomeLab.Dns.Budgets;

/// <summary>The budget of one account during one look.</summary>
/// <param name="account">The lab's name of it, never anything of its token.</param>
sealed class AccountBudget(string account, IBudgets budgets, BudgetMetrics metrics, TimeProvider time)
{
    /// <summary>The longest wait inside a call.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    DateTimeOffset blockedUntil = DateTimeOffset.MinValue;

    /// <summary>How long the last call that was refused would have had to wait from now.</summary>
    public TimeSpan BlockedFor => blockedUntil > time.GetUtcNow() ? blockedUntil - time.GetUtcNow() : TimeSpan.Zero;

    /// <param name="sendBefore">Later than this no call is begun; null: whenever.</param>
    public IRateBudget At(CallPriority priority, DateTimeOffset? sendBefore = null) => new Calls(this, priority, sendBefore);

    async ValueTask EnterAsync(CallPriority priority, DateTimeOffset? sendBefore, string purpose, CancellationToken cancellationToken)
    {
        var patientUntil = time.GetUtcNow() + Patience;
        while (await TakeAsync(priority, cancellationToken) is { } block)
        {
            if (block.Until > patientUntil)
            {
                throw Refuse(block, priority, purpose);
            }
            await Task.Delay(Positive(block.Until - time.GetUtcNow()), time, cancellationToken);
        }
        // The process may have been stopped until now, and others have gone on without it.
        if (time.GetUtcNow() > sendBefore)
        {
            throw new CloudflareException(CloudflareFailure.TooLate, $"Failed to {purpose}: it was not sent, for the time for it was over.");
        }
        metrics.Sent(account, priority);
    }

    async Task<BudgetBlock?> TakeAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        BudgetBlock? block = null;
        await budgets.ChangeAsync(
            account,
            budget =>
            {
                var now = time.GetUtcNow();
                block = budget.WhyNot(priority, now);
                return block is null ? budget.Take(priority, now) : budget;
            },
            cancellationToken);
        return block;
    }

    CloudflareException Refuse(BudgetBlock block, CallPriority priority, string purpose)
    {
        blockedUntil = block.Until;
        metrics.Refused(account, priority, block.Code);
        var wait = Positive(block.Until - time.GetUtcNow());
        var failure = block.Code == ProviderReasons.RateLimited ? CloudflareFailure.RateLimited : CloudflareFailure.Unavailable;
        return new CloudflareException(failure, $"Failed to {purpose}: it was not sent for another {Math.Ceiling(wait.TotalSeconds)} s, for {block.Why}.")
        {
            RetryAfter = wait,
        };
    }

    async ValueTask ObserveAsync(RateAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            await budgets.ChangeAsync(account, budget => budget.Observe(answer, time.GetUtcNow()), cancellationToken);
        }
        catch (NpgsqlException)
        {
            // What the call did counts for more; who settles it meets the same outage and tells of it.
        }
        if (answer.IsRefused)
        {
            blockedUntil = time.GetUtcNow() + (answer.RetryAfter ?? new Budget().Window);
        }
    }

    static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    sealed class Calls(AccountBudget budget, CallPriority priority, DateTimeOffset? sendBefore) : IRateBudget
    {
        public ValueTask EnterAsync(string purpose, CancellationToken cancellationToken) =>
            budget.EnterAsync(priority, sendBefore, purpose, cancellationToken);

        public ValueTask ObserveAsync(RateAnswer answer, CancellationToken cancellationToken) => budget.ObserveAsync(answer, cancellationToken);
    }
}
