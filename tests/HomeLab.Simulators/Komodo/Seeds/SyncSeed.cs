namespace HomeLab.Simulators.Komodo.Seeds;

public sealed class SyncSeed
{
    public string Name { get; init; } = "";

    public string Repo { get; init; } = "";

    public string Branch { get; init; } = "main";

    public IReadOnlyList<string> ResourcePath { get; init; } = [];

    public bool IsManaged { get; init; }

    /// <summary><c>Syncing</c>, <c>Pending</c>, <c>Ok</c>, <c>Failed</c> or <c>Unknown</c>.</summary>
    public string State { get; init; } = "Ok";
}
