namespace HomeLab.ServiceDefaults.Sealing;

/// <summary>What a look at the whole ledger found.</summary>
/// <param name="Entries">Sealed entries looked at.</param>
/// <param name="SealedThrough">Id of the newest sealed entry; 0: none is.</param>
/// <param name="Seal">The newest seal; empty: there is none.</param>
/// <param name="Break">Null when the chain is whole.</param>
sealed record HistoryVerdict(long Entries, long SealedThrough, byte[] Seal, HistoryBreak? Break);
