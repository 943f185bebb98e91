using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik;

/// <summary>One name of one router.</summary>
/// <param name="Router"><c>photos</c>, or <c>tcp.photos</c> for a TCP router; empty: Traefik's default router.</param>
/// <param name="Host">Normalised; where <paramref name="Refusal"/> is set, as written.</param>
/// <param name="EntryPoints">Empty: the proxy's default ones.</param>
/// <param name="Refusal">Why it cannot become a name; null: it can.</param>
sealed record TraefikRoute(string Router, string Host, IReadOnlyList<string> EntryPoints, bool IsTls, Refusal? Refusal);
