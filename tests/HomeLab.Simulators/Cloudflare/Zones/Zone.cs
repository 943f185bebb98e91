namespace HomeLab.Simulators.Cloudflare.Zones;

sealed record Zone(string Id, string Name, ZonePlan Plan, string Status, DateTimeOffset CreatedOn, DateTimeOffset ModifiedOn, int? RecordQuota = null)
{
    public PlanLimits Limits => PlanLimits.Of(Plan) is var limits && RecordQuota is { } records ? limits with { Records = records } : limits;
}
