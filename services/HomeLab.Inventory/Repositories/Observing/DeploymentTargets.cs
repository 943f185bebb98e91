using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Tells under which address a source shows a declared object once it is deployed, where that is proven.</summary>
/// <remarks>
/// Of a cluster: the lab says that the repository is deployed to it, something in the repository deploys the object, and nothing on that way
/// points at another cluster. Of Compose: a Komodo stack deploys it, and the server that the stack names has, by the same repository, the very
/// host in its address at which the lab speaks to a Docker engine. Names alone prove nothing.
/// </remarks>
sealed class DeploymentTargets
{
    const int LongestChain = 50;
    const string StackKind = "komodo/stack";

    readonly RepositorySpec spec;
    readonly IReadOnlyDictionary<string, string> engines;
    readonly Dictionary<string, DeclaredObject> objects;
    readonly Dictionary<string, JsonNode?> specs = new(StringComparer.Ordinal);
    readonly HashSet<string> hashed;

    /// <param name="engines">Addresses of Docker hosts by the host at which the lab speaks to them, as <see cref="EnginesOf"/> gives them.</param>
    public DeploymentTargets(RepositorySpec spec, IReadOnlyDictionary<string, string> engines, RepositoryReading reading)
    {
        (this.spec, this.engines) = (spec, engines);
        objects = reading.Objects.ToDictionary(it => it.Address, StringComparer.Ordinal);
        hashed = [.. reading.Unresolved.Where(it => it.Code == UnresolvedCodes.GeneratedName).Select(it => it.Subject)];
    }

    public static IReadOnlyDictionary<string, string> EnginesOf(LabSpec lab) => lab.Docker
        .Select(it => (Source: SourceNames.Of(it), Host: HostOf(it.Endpoint))).Where(it => it.Host.Length > 0)
        .GroupBy(it => it.Host).Where(it => it.Count() == 1).ToDictionary(it => it.Key, it => it.First().Source, StringComparer.Ordinal);

    public string? Of(DeclaredObject it) => it.Reach != Reach.Owned ? null : it.Kind switch
    {
        "compose/service" => Container(it),
        _ when it.Kind.StartsWith("kubernetes/", StringComparison.Ordinal) => ClusterObject(it),
        _ => null,
    };

    string? ClusterObject(DeclaredObject it)
    {
        if (spec.Cluster is not { } cluster || it.Kind.Split('/') is not [_, var group, var kind] || it.Name.EndsWith('*') || !IsDeployedHere(it))
            return null;
        return group == "core" && kind is "ConfigMap" or "Secret" && hashed.Contains(it.Name)
            ? null
            : $"kubernetes/{cluster}/{(group == "core" ? "" : group + "/")}{kind}/{(it.Namespace.Length > 0 ? it.Namespace + "/" : "")}{it.Name}";
    }

    bool IsDeployedHere(DeclaredObject it)
    {
        var at = it;
        for (var steps = 0; at.Owner.Length > 0; steps++)
        {
            if (steps == LongestChain || !objects.TryGetValue(at.Owner, out var owner))
                return false;
            var says = SpecOf(owner).At("spec");
            var destination = says.At("destination");
            if (owner.Kind == "kubernetes/argoproj.io/Application"
                && (destination.Text("server") is not ("" or "https://kubernetes.default.svc") || destination.Text("name") is not ("" or "in-cluster")))
                return false;
            if (owner.Kind == "kubernetes/kustomize.toolkit.fluxcd.io/Kustomization" && says.At("kubeConfig") is not null)
                return false;
            // What deploys itself, as Flux' first one does, is where the chain ends.
            if (owner.Owner == owner.Address)
                return true;
            at = owner;
        }
        return true;
    }

    string? Container(DeclaredObject it)
    {
        if (!objects.TryGetValue(it.Owner, out var stack) || stack.Kind != StackKind || it.Address != $"{stack.Address}/service/{it.Name}"
            || !objects.TryGetValue($"{stack.Address}/project", out var project))
            return null;
        var config = SpecOf(stack).At("config");
        var server = config.Text("server") is { Length: > 0 } name ? name : config.Text("server_id");
        return objects.TryGetValue($"repository/{spec.Name}/komodo/server/{server}", out var declared)
            && engines.TryGetValue(HostOf(SpecOf(declared).At("config").Text("address")), out var engine)
            ? $"{engine}/{project.Name}/{it.Name}"
            : null;
    }

    JsonNode? SpecOf(DeclaredObject it) => specs.TryGetValue(it.Address, out var known) ? known : specs[it.Address] = JsonNode.Parse(it.SpecJson);

    /// <summary>Empty for a path, and for what means another machine to each who says it.</summary>
    static string HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && !parsed.IsLoopback && parsed.Scheme is "tcp" or "http" or "https" or "ws" or "wss" ? parsed.Host.ToLowerInvariant() : "";
}
