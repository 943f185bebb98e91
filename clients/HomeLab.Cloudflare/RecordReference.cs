namespace HomeLab.Cloudflare;

/// <summary>A record by its id alone.</summary>
public sealed record RecordReference(string Id);
