namespace HomeLab.Komodo.Stacks;

public sealed record StackServiceSummary
{
    public required string Service { get; init; }

    public string Image { get; init; } = "";

    public bool UpdateAvailable { get; init; }
}
