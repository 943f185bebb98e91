using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Komodo ignores what it does not know there, without a word.</summary>
/// <remarks>The fields of a resource: https://komo.do/docs/automate/sync-resources</remarks>
sealed class MisplacedStackField() : FindingRule(
    "komodo.misplaced-field", FindingSeverity.Warning, "A setting of a stack stands where Komodo does not read it",
    "Move it below [stack.config].")
{
    static readonly HashSet<string> Known = ["name", "description", "template", "tags", "deploy", "after", "config"];

    public override IEnumerable<Finding> Look(Survey survey) => survey.DeclaredAs("komodo/stack")
        .Select(it => (Stack: it, Fields: (it.Spec as JsonObject ?? []).Select(field => field.Key).Where(field => !Known.Contains(field)).Order(StringComparer.Ordinal).ToList()))
        .Where(it => it.Fields.Count > 0)
        .Select(it => Found(
            it.Stack.Address, $"{string.Join(", ", it.Fields)} {(it.Fields.Count == 1 ? "is" : "are")} ignored, because {(it.Fields.Count == 1 ? "it stands" : "they stand")} beside the stack's config and not in it.",
            it.Stack.Place));
}
