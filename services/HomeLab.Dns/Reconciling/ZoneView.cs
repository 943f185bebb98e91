using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;

namespace HomeLab.Dns.Reconciling;

/// <summary>What a plan for a zone is made from, besides what is wanted.</summary>
/// <param name="ReadAt">When the zone was read whole for this look; null: it is as the mirror remembers it.</param>
sealed record ZoneView(ZoneReference Zone, ActualZone Actual, Ownership Ownership, DateTimeOffset? ReadAt);
