using Google.Protobuf.WellKnownTypes;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Providers;
using Contract = HomeLab.Contracts.Grpc.Dns;

namespace HomeLab.Dns.Rpc;

static class BudgetMessages
{
    public static Contract.Budget Of(string account, Budget budget, DateTimeOffset now)
    {
        var used = budget.Used(now);
        return new Contract.Budget
        {
            Account = account,
            Quota = budget.Quota,
            Window = Duration.FromTimeSpan(budget.Window),
            Used = used,
            Left = Math.Max(0, budget.Quota - used),
            Failures = budget.Failures,
            Shares = { System.Enum.GetValues<CallPriority>().Select(priority => Share(budget, priority, now)) },
        };
    }

    static Contract.BudgetShare Share(Budget budget, CallPriority priority, DateTimeOffset now)
    {
        var block = budget.WhyNot(priority, now);
        return new Contract.BudgetShare
        {
            Priority = BudgetMetrics.Text(priority),
            Used = budget.Used(priority, now),
            Allowed = budget.AllowedTo(priority),
            Left = Math.Max(0, budget.AllowedTo(priority) - budget.Used(now)),
            BlockedUntil = block is null ? null : Timestamp.FromDateTimeOffset(block.Until),
            ReasonCode = block?.Code ?? "",
            Reason = block is null ? "" : block.Why + ".",
        };
    }
}
