namespace HomeLab.Komodo.Servers;

/// <summary>A host with a Docker engine, as Core's list shows it.</summary>
public sealed record Server
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool Template { get; init; }

    public required ServerDetails Info { get; init; }

    /// <summary>Core reaches it; of any other it lists no containers, whatever runs there.</summary>
    public bool IsReached => Info.State == "Ok";
}
