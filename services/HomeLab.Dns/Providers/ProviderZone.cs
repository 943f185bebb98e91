using HomeLab.Dns.Records;

namespace HomeLab.Dns.Providers;

/// <summary>A zone as read whole.</summary>
sealed record ProviderZone(ZoneReference Zone, IReadOnlyList<ActualRecord> Records);

/// <summary>A zone by name and by the identity that the provider gave it.</summary>
sealed record ZoneReference(ZoneName Name, string Id);
