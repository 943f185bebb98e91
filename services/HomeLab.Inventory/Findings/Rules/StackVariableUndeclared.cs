using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Repositories;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Komodo knows the whole environment of a stack: what it does not have, Compose replaces by nothing.</summary>
sealed class StackVariableUndeclared() : FindingRule(
    "komodo.variable-undeclared", FindingSeverity.Warning, "A stack uses variables that nobody sets",
    "Add them to the stack's environment, or give them a default: ${NAME:-default}.")
{
    public override IEnumerable<Finding> Look(Survey survey)
    {
        foreach (var (repository, declared) in survey.Repositories)
        {
            var files = survey.DeclaredAs("compose/project").Where(it => it.Repository == repository && it.Owner.Length > 0)
                .SelectMany(it => it.Spec.At("files").Items().Select(file => (File: file.ToString(), it.Owner))).ToLookup(it => it.File, it => it.Owner, StringComparer.Ordinal);
            var uses = declared.Unresolved.Where(it => it.Code == UnresolvedCodes.EnvironmentVariable).SelectMany(it => files[it.File].Select(stack => (Stack: stack, Use: it)));
            foreach (var stack in uses.GroupBy(it => it.Stack, StringComparer.Ordinal))
            {
                yield return Found(
                    stack.Key, $"Nobody sets {string.Join(", ", stack.Select(it => it.Use.Subject).Distinct().Order(StringComparer.Ordinal))}.",
                    string.Join(", ", stack.Select(it => $"{it.Use.File}:{it.Use.Line}").Distinct()));
            }
        }
    }
}
