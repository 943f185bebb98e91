namespace HomeLab.Dns.Budgets;

/// <summary>Until when nothing is sent, and why: a clause without its full stop.</summary>
sealed record BudgetBlock(DateTimeOffset Until, string Code, string Why);
