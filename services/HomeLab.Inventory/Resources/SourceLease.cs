namespace HomeLab.Inventory.Resources;

/// <summary>The right to observe a source and to write what was seen; fenced by its generation.</summary>
sealed record SourceLease(string Source, Guid Owner, long Generation);
