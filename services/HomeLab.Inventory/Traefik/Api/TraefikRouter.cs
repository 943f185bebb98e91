namespace HomeLab.Inventory.Traefik.Api;

/// <summary>A router as Traefik's API tells of it.</summary>
/// <param name="Name">With its provider: <c>photos@file</c>.</param>
/// <param name="Status"><c>enabled</c>, <c>warning</c> or <c>disabled</c>.</param>
sealed record TraefikRouter(string? Name, string? Rule, string? Status, string? Provider, IReadOnlyList<string>? EntryPoints, string? Service);
