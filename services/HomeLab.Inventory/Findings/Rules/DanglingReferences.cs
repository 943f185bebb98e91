using HomeLab.Inventory.Graph;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What is named and not there; a type that nobody may list proves nothing.</summary>
sealed class DanglingReferences() : FindingRule(
    "graph.dangling-reference", FindingSeverity.Warning, "Something is needed that is not there",
    "Create what is missing, or take the reference out.")
{
    const int MostNamed = 3;

    /// <summary>A pod is made before what its controller makes for it.</summary>
    public override TimeSpan Lasts => TimeSpan.FromMinutes(2);

    public override IEnumerable<Finding> Look(Survey survey)
    {
        foreach (var node in survey.Graph.Nodes.Where(it => it.IsMissing))
        {
            var needs = survey.Graph.Arriving(node.Address).Where(it => it.Bond != Bond.BelongsTo && survey.Graph.Find(it.From)!.State is not ("Succeeded" or "Completed")).ToList();
            var sources = Survey.SourcesOf(node.Address);
            if (needs.Count == 0 || sources.Count == 0 || !sources.All(survey.IsRead))
                continue;
            yield return Found(
                node.Address, $"{string.Join(", ", needs.Select(it => it.From).Distinct().Take(MostNamed))} need{(needs.Count == 1 ? "s" : "")} it, and it is not there.",
                string.Join("; ", needs.Select(it => $"{it.Kind} by {it.Evidence}").Distinct().Take(MostNamed)), needs.SelectMany(it => Survey.SourcesOf(it.From)))
                with { RestsOnAbsence = true };
        }
    }
}
