namespace HomeLab.Inventory.Resources;

/// <summary>A name under which a resource wants to be reached.</summary>
/// <param name="EntryPoints">Separated by commas.</param>
/// <param name="Target">The first of <paramref name="Targets"/>; null exactly where <paramref name="RefusedCode"/> is not empty.</param>
/// <param name="Targets">JSON array: what the name becomes public with.</param>
/// <param name="Ttl">Seconds; null: not said.</param>
/// <param name="Type">Of the records; empty: as the targets are.</param>
/// <param name="CreatedAt">Of the resource, UTC; null: not known.</param>
/// <param name="Policy">What may become of its records; empty: not said.</param>
/// <param name="IsDeclared">The resource is nothing but this record.</param>
sealed record EndpointState(
    string Address, string Resource, string Uid, string Source, string Host, string Router, string EntryPoints, bool IsRunning,
    string? Target, bool Proxied, string RefusedCode, string RefusedReason, string Targets, int? Ttl, string Type, DateTime? CreatedAt,
    bool IsDeclared, string Policy = "");
