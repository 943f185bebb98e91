namespace HomeLab.Simulators.Cloudflare.Zones;

sealed record Zone(string Id, string Name, ZonePlan Plan, string Status, DateTimeOffset CreatedOn, DateTimeOffset ModifiedOn)
{
    public PlanLimits Limits => PlanLimits.Of(Plan);
}
