namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Two answer to what should tell them apart, so that nothing is joined by it.</summary>
sealed class Ambiguities() : FindingRule(
    "graph.ambiguous", FindingSeverity.Warning, "Several things answer to one identity",
    "Give each its own: two machines with one address or UUID are often clones. Until then what hangs on them is not shown.")
{
    const int MostNamed = 5;

    public override TimeSpan Lasts => TimeSpan.FromMinutes(2);

    public override IEnumerable<Finding> Look(Survey survey) => survey.Graph.Ambiguities.Select(it => Found(
        [it.Key, .. it.Nodes], $"{it.Nodes.Count} things answer to {it.Key}.", string.Join(", ", it.Nodes.Take(MostNamed)), it.Nodes.SelectMany(Survey.SourcesOf)));
}
