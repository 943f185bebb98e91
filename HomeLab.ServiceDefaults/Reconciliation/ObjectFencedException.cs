namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>An object still has an open intent, so that nobody may write it.</summary>
public sealed class ObjectFencedException(string @object)
    : InvalidOperationException($"{@object} has an unsettled change; it is written again only when that one is settled.");
