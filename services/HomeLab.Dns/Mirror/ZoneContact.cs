namespace HomeLab.Dns.Mirror;

/// <summary>How far a zone's provider has been heard.</summary>
/// <param name="ProviderId">Pinned at first contact; null before.</param>
/// <param name="ReadAt">When the mirror was read; null: what is remembered is doubted.</param>
/// <param name="HeardAt">When the zone was last read whole; null: never.</param>
sealed record ZoneContact(string? ProviderId, DateTimeOffset? ReadAt, DateTimeOffset? HeardAt);
