using HomeLab.Inventory.Repositories.Documentation;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>What the reader of a repository could not make sense of, or found out while it read.</summary>
/// <param name="codes">Of the problems; none: all that no other rule has.</param>
sealed class RepositoryProblems(string id, FindingSeverity severity, string title, string remedy, params string[] codes) : FindingRule(id, severity, title, remedy)
{
    static readonly string[] Own = ["PlaintextSecret", "UnknownDependency", "DependencyCycle", DocumentationReader.Order, DocumentationReader.Host, DocumentationReader.Link];

    public static IEnumerable<FindingRule> All =>
    [
        new RepositoryProblems(
            "secrets.plaintext", FindingSeverity.Critical, "A secret stands in the repository for all to read",
            "Take it out and replace it everywhere: what was committed once is known. Then encrypt it (SOPS, sealed secrets) or fetch it (Komodo's variables, external secrets).", "PlaintextSecret"),
        new RepositoryProblems(
            "flux.dependency-broken", FindingSeverity.Critical, "Something waits for what will never be there",
            "Correct spec.dependsOn: name something that exists, and break the ring.", "UnknownDependency", "DependencyCycle"),
        new RepositoryProblems(
            "documentation.order", FindingSeverity.Info, "Documentation states another order than the repository declares",
            "Correct the text, or add spec.dependsOn where the order matters.", DocumentationReader.Order),
        new RepositoryProblems(
            "documentation.host", FindingSeverity.Info, "Documentation names a host that nothing else in the repository does",
            "Correct the name; who looks for it there will not find it.", DocumentationReader.Host),
        new RepositoryProblems(
            "documentation.link", FindingSeverity.Info, "Documentation links to a file that is not there", "Correct the link, or write the file.", DocumentationReader.Link),
        new RepositoryProblems("repository.problem", FindingSeverity.Warning, "Something in a repository is wrong", "Correct the file at the place that is named."),
    ];

    public override IEnumerable<Finding> Look(Survey survey) =>
        from repository in survey.Repositories
        from problem in repository.Value.Problems
        where codes.Length == 0 ? !Own.Contains(problem.Code) : codes.Contains(problem.Code)
        group problem by $"{repository.Key}/{problem.File}#{problem.Path}:{problem.Code}" into same
        select Found(same.Key, $"{same.First().Message.TrimEnd('.')}.", string.Join(", ", same.Select(it => $"{it.File}:{it.Line}").Distinct()));
}
