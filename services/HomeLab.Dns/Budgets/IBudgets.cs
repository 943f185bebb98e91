namespace HomeLab.Dns.Budgets;

/// <summary>Keeps budgets by account. One change at a time, over all who share them.</summary>
interface IBudgets
{
    /// <summary>Gives the budget to <paramref name="change"/> and keeps what it returns; the same object is not written again.</summary>
    Task<Budget> ChangeAsync(string account, Func<Budget, Budget> change, CancellationToken cancellationToken);
}
