using System.Collections.Immutable;
using HomeLab.Dns.Providers;

namespace HomeLab.Dns.Budgets;

/// <summary>The requests that were sent from a moment on, for a sixtieth of a window.</summary>
/// <param name="Sent">By priority.</param>
sealed record BudgetSlot(DateTimeOffset At, ImmutableArray<int> Sent)
{
    public int Total => Sent.Sum();

    public static BudgetSlot Empty(DateTimeOffset at) => new(at, [.. Enum.GetValues<CallPriority>().Select(_ => 0)]);

    public BudgetSlot With(CallPriority priority) => this with { Sent = Sent.SetItem((int)priority, Sent[(int)priority] + 1) };
}
