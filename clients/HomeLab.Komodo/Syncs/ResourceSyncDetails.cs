namespace HomeLab.Komodo.Syncs;

public sealed record ResourceSyncDetails
{
    /// <summary><c>Syncing</c>, <c>Pending</c>, <c>Ok</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public required string State { get; init; }

    public bool FilesOnHost { get; init; }

    public bool FileContents { get; init; }

    /// <summary>Whether Komodo writes its own state back to the files.</summary>
    public bool Managed { get; init; }

    public IReadOnlyList<string> ResourcePath { get; init; } = [];

    public string LinkedRepo { get; init; } = "";

    public string Repo { get; init; } = "";

    public string Branch { get; init; } = "";

    /// <summary>The commit that was last carried out.</summary>
    public string? LastSyncHash { get; init; }
}
