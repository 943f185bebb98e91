namespace HomeLab.Inventory.Resources;

/// <summary>A name under which a resource wants to be reached.</summary>
/// <param name="EntryPoints">Separated by commas.</param>
/// <param name="Target">What the name becomes public with; null exactly where <paramref name="RefusedCode"/> is not empty.</param>
sealed record EndpointState(
    string Address, string Resource, string Uid, string Source, string Host, string Router, string EntryPoints, bool IsRunning,
    string? Target, bool Proxied, string RefusedCode, string RefusedReason);
