using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class ContainerUnhealthy() : FindingRule(
    "docker.container-unhealthy", FindingSeverity.Warning, "A container runs and calls itself unhealthy",
    "`docker inspect --format '{{json .State.Health}}'` shows what its health check said last; start it again if that helps.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(5);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Containers
        .Where(it => it.Facts.Text("State") == "running" && it.Facts.Text("Health") == "unhealthy")
        .Select(it => Found(it.Address, "The container's own health check fails.", "health unhealthy"));
}
