namespace HomeLab.Stacks.Compose;

sealed record ServiceIsolation
{
    public bool Privileged { get; init; }

    public bool ReadOnly { get; init; }

    public bool? Init { get; init; }

    public IReadOnlyList<string> CapAdd { get; init; } = [];

    public IReadOnlyList<string> CapDrop { get; init; } = [];

    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    public IReadOnlyList<string> GroupAdd { get; init; } = [];

    public TextMap Sysctls { get; init; } = TextMaps.Empty;

    public IReadOnlyList<ComposeUlimit> Ulimits { get; init; } = [];

    /// <summary><c>host</c>, <c>service:x</c> or <c>container:x</c>; so are the next two.</summary>
    public string? Pid { get; init; }

    public string? Ipc { get; init; }

    public string? Uts { get; init; }

    public string? UserNamespace { get; init; }

    /// <summary><c>host</c> or <c>private</c>.</summary>
    public string? Cgroup { get; init; }

    public string? CgroupParent { get; init; }

    public string? Runtime { get; init; }
}
