using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>Declared Compose services beside the containers of the same project and service.</summary>
/// <remarks>
/// Nothing says on which engine Komodo's server runs; what an engine shows of a declared project tells that this repository is deployed there.
/// </remarks>
sealed class StackComparison
{
    readonly ILookup<(string Project, string Service), Observation> containers;
    readonly IReadOnlyList<(DeclaredItem Service, string Project)> declared;

    public StackComparison(Survey survey)
    {
        containers = survey.Containers.Where(it => it.Project.Length > 0 && it.Site.StartsWith("docker/", StringComparison.Ordinal)).ToLookup(it => (it.Project, it.Service));
        var projects = survey.DeclaredAs("compose/project").Where(it => it.Object.Owner.Length > 0).ToDictionary(it => it.Address[..^"/project".Length], it => it.Spec.Text("name"), StringComparer.Ordinal);
        declared = [.. survey.DeclaredAs("compose/service").Where(it => it.Object.Owner.Length > 0)
            .Select(it => (it, projects.GetValueOrDefault(it.Address[..it.Address.LastIndexOf("/service/", StringComparison.Ordinal)], "")))
            .Where(it => it.Item2.Length > 0)];
        Sites = declared.SelectMany(it => SitesOf(it.Project)).ToHashSet();
    }

    /// <summary>Engines that run something of what is declared.</summary>
    public IReadOnlySet<string> Sites { get; }

    public IReadOnlySet<string> Projects => declared.Select(it => it.Project).ToHashSet();

    public IEnumerable<(DeclaredItem Declared, Observation Observed)> Pairs =>
        declared.SelectMany(it => containers[(it.Project, it.Service.Object.Name)].Select(container => (it.Service, container)));

    /// <summary>Services that should run and of which no engine that runs the project, or any, shows a container.</summary>
    public IEnumerable<(DeclaredItem Service, string Project, IReadOnlyList<string> Engines)> Missing => declared
        .Where(it => !containers.Contains((it.Project, it.Service.Object.Name)) && IsStarted(it.Service))
        .Select(it => (it.Service, it.Project, (IReadOnlyList<string>)(SitesOf(it.Project) is { Count: > 0 } own ? own : [.. Sites])))
        .Where(it => it.Item3.Count > 0);

    List<string> SitesOf(string project) => [.. containers.Where(it => it.Key.Project == project).SelectMany(it => it).Select(it => it.Site).Distinct().Order(StringComparer.Ordinal)];

    static bool IsStarted(DeclaredItem service) =>
        !service.Spec.At("profiles").Items().Any() && service.Spec.At("deploy").Text("replicas") != "0" && service.Spec.Text("scale") != "0";
}
