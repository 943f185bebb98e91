namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>Where the ledger is not what was sealed.</summary>
/// <param name="EntryId">The first entry concerned.</param>
/// <param name="Reason">A sentence for people.</param>
sealed record HistoryBreak(long EntryId, string Reason);
