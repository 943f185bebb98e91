namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A network of another stack must be there before a stack that uses it can start.</summary>
sealed class StackOrderUndeclared() : FindingRule(
    "komodo.order-undeclared", FindingSeverity.Info, "A stack needs a network of another, and does not say that it comes after it",
    "Add `after = [\"…\"]` to the stack, so that both can be deployed from nothing.")
{
    public override IEnumerable<Finding> Look(Survey survey)
    {
        var owners = survey.Declared.Where(it => it.Owner.Length > 0).ToDictionary(it => it.Address, it => it.Owner, StringComparer.Ordinal);
        var needs = survey.Declared.SelectMany(it => it.Facts.Needs.Select(need => (Item: it, need.To, need.Rule))).ToList();
        var said = needs.Where(it => it.Rule == "komodo.after").Select(it => (it.Item.Address, it.To)).ToHashSet();
        return needs.Where(it => it.Rule == "compose.external_network")
            .Select(it => (it.Item, From: it.Item.Owner, To: owners.GetValueOrDefault(it.To, "")))
            .Where(it => it.From.Contains("/komodo/stack/", StringComparison.Ordinal) && it.To.Length > 0 && it.From != it.To && !said.Contains((it.From, it.To)))
            .GroupBy(it => (it.From, it.To))
            .Select(it => Found(
                [it.Key.From, it.Key.To], $"It starts only where {it.Key.To.Split('/')[^1]} made the network before.",
                string.Join(", ", it.Select(one => one.Item.Place).Distinct())));
    }
}
