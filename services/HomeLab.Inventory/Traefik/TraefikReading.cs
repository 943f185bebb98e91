using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik;

sealed record TraefikReading(IReadOnlyList<TraefikRoute> Routes, IReadOnlyList<Problem> Problems);
