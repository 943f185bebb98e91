using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;

namespace HomeLab.Dns.Mirror;

/// <summary>A zone as this service remembers it.</summary>
/// <param name="ProviderId">Pinned at first contact; null before.</param>
/// <param name="ReadAt">When it was read whole; null: what is remembered may be wrong.</param>
sealed record MirroredZone(ZoneName Name, string? ProviderId, DateTimeOffset? ReadAt, IReadOnlyList<ActualRecord> Records)
{
    public ZoneReference? Reference => ProviderId is null ? null : new ZoneReference(Name, ProviderId);

    public bool IsFresh(DateTimeOffset now, TimeSpan maxAge) => ProviderId is not null && ReadAt is { } readAt && now - readAt < maxAge;
}
