namespace HomeLab.Inventory.Traefik;

sealed record TraefikReading(IReadOnlyList<Route> Routes, IReadOnlyList<Problem> Problems);
