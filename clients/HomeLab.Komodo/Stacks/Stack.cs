namespace HomeLab.Komodo.Stacks;

/// <summary>A Compose stack, as Core's list shows it.</summary>
public sealed record Stack
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public bool Template { get; init; }

    public required StackDetails Info { get; init; }
}
