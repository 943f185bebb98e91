using System.Diagnostics.Metrics;
using HomeLab.Dns.Budgets;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Dns.Tests.Budgets;

/// <summary>The budgets of one process alone.</summary>
sealed class InMemoryBudgets : IBudgets
{
    readonly Dictionary<string, Budget> budgets = [];
    readonly Lock gate = new();

    public static BudgetMetrics Metrics { get; } =
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    public Task<Budget> ChangeAsync(string account, Func<Budget, Budget> change, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(budgets[account] = change(budgets.GetValueOrDefault(account) ?? new Budget()));
        }
    }
}
