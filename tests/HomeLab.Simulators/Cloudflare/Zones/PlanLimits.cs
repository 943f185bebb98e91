namespace HomeLab.Simulators.Cloudflare.Zones;

/// <summary>What a plan allows.</summary>
sealed record PlanLimits(string Name, string LegacyId, int Records, int CommentLength, int Tags, int BatchOperations, int LowestTtl)
{
    public static PlanLimits Of(ZonePlan plan) => plan switch
    {
        ZonePlan.Free => new("Free Website", "free", 200, 100, 0, 200, 60),
        ZonePlan.Pro => new("Pro Website", "pro", 3500, 500, 20, 3500, 60),
        ZonePlan.Business => new("Business Website", "business", 3500, 500, 20, 3500, 60),
        _ => new("Enterprise Website", "enterprise", 3500, 500, 20, 3500, 30),
    };
}
