namespace HomeLab.Stacks.Compose;

sealed record ComposeMount
{
    public required MountKind Kind { get; init; }

    /// <summary>Of a bind a path, absolute or <c>./</c> from the repository's root; of a volume its key, empty where it has no name.</summary>
    public string Source { get; init; } = "";

    public required string Target { get; init; }

    public bool IsReadOnly { get; init; }

    public string? Propagation { get; init; }

    /// <summary>Whether the Engine makes the directory of a bind where there is none.</summary>
    public bool CreatesHostPath { get; init; } = true;

    /// <summary><c>z</c> or <c>Z</c>.</summary>
    public string? SeLinux { get; init; }

    /// <summary>Whether a new volume stays empty instead of getting what the image has there.</summary>
    public bool NoCopy { get; init; }

    public long? TmpfsSize { get; init; }

    public uint? TmpfsMode { get; init; }

    public bool IsOfRepository => Kind == MountKind.Bind && (Source is "." || Source.StartsWith("./", StringComparison.Ordinal));
}
