namespace HomeLab.Inventory.Sources;

/// <summary>Another replica observes the source now; nothing was written.</summary>
sealed class SourceLeaseLostException(string source)
    : InvalidOperationException($"The lease on {source} was lost; another replica observes it.");
