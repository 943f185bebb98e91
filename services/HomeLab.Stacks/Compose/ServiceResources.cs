namespace HomeLab.Stacks.Compose;

/// <summary>Sizes in bytes, CPUs in billionths.</summary>
sealed record ServiceResources
{
    public long? Memory { get; init; }

    public long? MemoryReservation { get; init; }

    public long? MemorySwap { get; init; }

    public long? MemorySwappiness { get; init; }

    public long? NanoCpus { get; init; }

    public long? CpuShares { get; init; }

    public long? CpuQuota { get; init; }

    public long? CpuPeriod { get; init; }

    public string? Cpuset { get; init; }

    public long? Pids { get; init; }

    public bool? OomKillDisable { get; init; }

    public long? OomScoreAdj { get; init; }

    public IReadOnlyList<ComposeDevice> Devices { get; init; } = [];

    public IReadOnlyList<string> DeviceCgroupRules { get; init; } = [];

    public IReadOnlyList<DeviceReservation> Reservations { get; init; } = [];
}
