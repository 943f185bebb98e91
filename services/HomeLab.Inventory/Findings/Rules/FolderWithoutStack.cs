using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>A project beside those that Komodo deploys.</summary>
sealed class FolderWithoutStack() : FindingRule(
    "komodo.folder-without-stack", FindingSeverity.Info, "A Compose project beside the stacks that no stack deploys",
    "Declare a [[stack]] for it, or remove the folder.")
{
    public override IEnumerable<Finding> Look(Survey survey)
    {
        var parents = survey.DeclaredAs("komodo/stack").Select(it => (it.Repository, Parent: ParentOf(it.Spec.At("config").Text("run_directory"))))
            .Where(it => it.Parent.Length > 0).ToHashSet();
        return survey.DeclaredAs("compose/project").Where(it => it.Owner.Length == 0 && parents.Contains((it.Repository, ParentOf(it.Spec.Text("directory")))))
            .Select(it => Found(it.Address, $"Nothing deploys {it.Spec.Text("directory")}.", $"{it.File}; no stack has it as its run_directory") with { RestsOnAbsence = true });
    }

    static string ParentOf(string directory) => directory.Trim('/').LastIndexOf('/') is > 0 and var slash ? directory.Trim('/')[..slash] : "";
}
