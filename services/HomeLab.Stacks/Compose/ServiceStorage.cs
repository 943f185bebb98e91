namespace HomeLab.Stacks.Compose;

sealed record ServiceStorage
{
    public IReadOnlyList<ComposeMount> Volumes { get; init; } = [];

    /// <summary><c>/path</c> or <c>/path:options</c>.</summary>
    public IReadOnlyList<string> Tmpfs { get; init; } = [];

    public IReadOnlyList<FileMount> Configs { get; init; } = [];

    public IReadOnlyList<FileMount> Secrets { get; init; } = [];

    public long? ShmSize { get; init; }

    public TextMap StorageOptions { get; init; } = TextMaps.Empty;
}
