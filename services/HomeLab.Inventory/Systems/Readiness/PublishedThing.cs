namespace HomeLab.Inventory.Systems.Readiness;

/// <summary>A published endpoint with what its resource says of itself.</summary>
/// <param name="Labels">JSON object.</param>
/// <param name="Facts">JSON object.</param>
sealed record PublishedThing(string Address, string Resource, string Source, string Labels, string Facts);
