using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>Every record of a zone, of whatever type and whoever's.</summary>
sealed record ActualZone(ZoneName Zone, IReadOnlyList<ActualRecord> Records);
