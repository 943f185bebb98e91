using HomeLab.Lab;

namespace HomeLab.Inventory.Traefik;

/// <param name="Unreadable">Addresses of routers of which nobody can tell what they ask for.</param>
sealed record TraefikReading(IReadOnlyList<TraefikRoute> Routes, IReadOnlyList<Problem> Problems, IReadOnlySet<string> Unreadable)
{
    /// <summary>Of something that has no Traefik labels.</summary>
    public static TraefikReading None { get; } = new([], [], new HashSet<string>());
}
