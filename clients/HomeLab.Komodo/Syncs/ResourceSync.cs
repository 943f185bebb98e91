namespace HomeLab.Komodo.Syncs;

/// <summary>What keeps Komodo's resources as files say, as Core's list shows it.</summary>
public sealed record ResourceSync
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool Template { get; init; }

    public required ResourceSyncDetails Info { get; init; }
}
