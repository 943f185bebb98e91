namespace HomeLab.Inventory.Findings.Rules;

sealed class SingleNodes() : FindingRule(
    "kubernetes.single-node", FindingSeverity.Info, "One node is all there is of its sort",
    "Nothing, if that is meant: know that the cluster stops with that machine.")
{
    const string ControlPlane = "node-role.kubernetes.io/control-plane";

    public override IEnumerable<Finding> Look(Survey survey) => survey.Kubernetes("", "Node")
        .GroupBy(it => (it.Site, IsControl: it.Labels.ContainsKey(ControlPlane)))
        .Where(it => it.Count() == 1)
        .Select(it => Found(
            it.Single().Address, it.Key.IsControl ? "It is the only node with a control plane." : "It is the only node for workloads.",
            it.Key.IsControl ? $"no other node has the label {ControlPlane}" : $"every other node has the label {ControlPlane}") with { RestsOnAbsence = true });
}
