namespace HomeLab.Benchmarks.Messages;

/// <summary>As large as the fleet's.</summary>
sealed record RawMessage(string Zone, int Created, int Updated, int Deleted, IReadOnlyList<long> LedgerEntries, DateTimeOffset At);
