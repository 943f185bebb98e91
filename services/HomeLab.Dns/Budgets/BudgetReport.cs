namespace HomeLab.Dns.Budgets;

/// <summary>What Cloudflare has counted of its quota, with what has been sent since; until it is refilled.</summary>
sealed record BudgetReport(int Used, DateTimeOffset Until);
