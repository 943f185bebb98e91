using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class ContainerRestarting() : FindingRule(
    "docker.container-failing", FindingSeverity.Critical, "A container starts again and again, or is dead",
    "Read its log (`docker logs`); what it says last is why.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(2);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Containers
        .Select(it => (Container: it, State: it.Facts.Text("State")))
        .Where(it => it.State is "restarting" or "dead")
        .Select(it => Found(it.Container.Address, $"The container is {it.State}.", $"state {it.State}"));
}
