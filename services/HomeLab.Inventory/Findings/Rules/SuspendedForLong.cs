using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

sealed class SuspendedForLong() : FindingRule(
    "flux.suspended-for-long", FindingSeverity.Info, "Something has been suspended for a week",
    "Resume it (`flux resume …`), or take it out of the repository.")
{
    static readonly (string Group, string Kind)[] Kinds =
    [
        ("kustomize.toolkit.fluxcd.io", "Kustomization"), ("helm.toolkit.fluxcd.io", "HelmRelease"), ("source.toolkit.fluxcd.io", "GitRepository"),
        ("source.toolkit.fluxcd.io", "OCIRepository"), ("source.toolkit.fluxcd.io", "HelmRepository"),
    ];

    public override TimeSpan Lasts => TimeSpan.FromDays(7);

    public override IEnumerable<Finding> Look(Survey survey) => Kinds.SelectMany(it => survey.Kubernetes(it.Group, it.Kind))
        .Where(it => it.Facts.At("spec").Text("suspend") == "true")
        .Select(it => Found(it.Address, "It is suspended, so that the cluster no longer follows the repository there.", "spec.suspend = true"));
}
