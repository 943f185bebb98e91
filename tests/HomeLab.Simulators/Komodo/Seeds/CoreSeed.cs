namespace HomeLab.Simulators.Komodo.Seeds;

/// <summary>A Komodo Core as it is in the beginning.</summary>
public sealed class CoreSeed
{
    /// <summary>Its part of the path.</summary>
    public string Name { get; init; } = "lab";

    /// <summary>1.19 and 2.x differ in paths, texts, fields and pages.</summary>
    public string Version { get; init; } = "2.3.2";

    /// <summary>Everybody may read everything.</summary>
    public bool IsTransparent { get; init; }

    /// <summary>The demo lab's when empty.</summary>
    public IReadOnlyList<KeySeed> Keys { get; init; } = [];

    public IReadOnlyList<ServerSeed> Servers { get; init; } = [];

    public IReadOnlyList<StackSeed> Stacks { get; init; } = [];

    public IReadOnlyList<SyncSeed> Syncs { get; init; } = [];

    internal IReadOnlyList<KeySeed> AllKeys => Keys.Count > 0 ? Keys : DemoCore.Keys;
}
