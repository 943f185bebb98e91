using HomeLab.Simulators.Cloudflare.Zones;

namespace HomeLab.Simulators.Cloudflare;

/// <summary>A zone that exists from the start.</summary>
public sealed class ZoneSeed
{
    public string Name { get; init; } = "";

    public ZonePlan Plan { get; init; } = ZonePlan.Free;

    /// <summary>Records that the zone may hold where its owner has agreed on another number than the plan's.</summary>
    public int? RecordQuota { get; init; }

    /// <summary>32 lower-case hex digits; derived from the name unless told, so that it survives a reset.</summary>
    public string? Id { get; init; }

    /// <summary><c>active</c>, <c>pending</c>, <c>initializing</c> or <c>moved</c>.</summary>
    public string Status { get; init; } = "active";

    public IReadOnlyList<RecordSeed> Records { get; init; } = [];
}
