using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Only where it is proven under which address it would be seen, and where that is read at all.</summary>
sealed class DeclaredMissing() : FindingRule(
    "drift.missing", FindingSeverity.Warning, "Something is declared, and it is not there",
    "See what deploys it (Argo CD, Flux, Komodo) and what that says, or take it out of the repository.")
{
    public override TimeSpan Lasts => TimeSpan.FromMinutes(10);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Declared
        .Where(it => it.Facts.Observed is { } address && survey.Find(address) is null && survey.Graph.Find(address) is null or { IsMissing: true } && IsKept(it) && Survey.SourcesOf(address).All(survey.IsRead))
        .Select(it => Found(it.Address, $"There is no {it.Facts.Observed}.", it.Place, Survey.SourcesOf(it.Facts.Observed!)) with { RestsOnAbsence = true });

    /// <summary>Jobs go when they are done; services of a profile, or of no replicas, are not started.</summary>
    static bool IsKept(DeclaredItem it) => it.Kind is not "kubernetes/batch/Job"
        && !it.Spec.At("profiles").Items().Any() && it.Spec.At("deploy").Text("replicas") != "0" && it.Spec.Text("scale") != "0";
}
