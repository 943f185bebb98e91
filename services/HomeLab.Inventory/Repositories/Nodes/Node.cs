namespace HomeLab.Inventory.Repositories.Nodes;

/// <summary>A value of a file that knows where it was written, also after it was merged into another file's.</summary>
abstract record Node(Place At)
{
    /// <summary><c>!reset</c> and the like; null: none, or one of YAML's own.</summary>
    public string? Tag { get; init; }
}
