namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Another worker has taken over the key; whoever gets this stops without writing.</summary>
public sealed class LeaseLostException(WorkKey key)
    : InvalidOperationException($"The lease on {key} was lost to a newer one; nothing was written.");
