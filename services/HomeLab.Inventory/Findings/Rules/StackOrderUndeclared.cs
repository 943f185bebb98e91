namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A network of another stack must be there before a stack that uses it can start.</summary>
sealed class StackOrderUndeclared() : FindingRule(
    "komodo.order-undeclared", FindingSeverity.Info, "A stack needs a network of another, and does not say that it comes after it",
    "Add `after = [\"…\"]` to the stack, so that both can be deployed from nothing.")
{
    public override IEnumerable<Finding> Look(Survey survey)
    {
        var owners = survey.Declared.Where(it => it.Object.Owner.Length > 0).ToDictionary(it => it.Address, it => it.Object.Owner, StringComparer.Ordinal);
        var dependencies = survey.Repositories.Values.SelectMany(it => it.Dependencies).ToList();
        var said = dependencies.Where(it => it.Rule == "komodo.after").Select(it => (it.From, it.To)).ToHashSet();
        return dependencies.Where(it => it.Rule == "compose.external_network")
            .Select(it => (Needs: it, From: owners.GetValueOrDefault(it.From, ""), To: owners.GetValueOrDefault(it.To, "")))
            .Where(it => it.From.Contains("/komodo/stack/", StringComparison.Ordinal) && it.To.Length > 0 && it.From != it.To && !said.Contains((it.From, it.To)))
            .GroupBy(it => (it.From, it.To))
            .Select(it => Found(
                [it.Key.From, it.Key.To], $"It starts only where {it.Key.To.Split('/')[^1]} made the network before.",
                string.Join(", ", it.Select(one => $"{one.Needs.At.File}:{one.Needs.At.Line}").Distinct())));
    }
}
