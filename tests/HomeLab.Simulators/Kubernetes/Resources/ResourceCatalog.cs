using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Resources;

/// <summary>What a cluster serves at one moment: the built-in, and what its definitions say.</summary>
sealed class ResourceCatalog(IReadOnlyList<ResourceKind> kinds)
{
    public IReadOnlyList<ResourceKind> Kinds { get; } = kinds;

    public IEnumerable<(string Group, IReadOnlyList<string> Versions)> Groups => Kinds.Where(kind => kind.Group.Length > 0)
        .GroupBy(kind => kind.Group).Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Select(kind => kind.Version).Distinct()]));

    public static ResourceCatalog Of(KubeState state)
    {
        var defined = state.All(BuiltInResources.Definitions.Qualified).SelectMany(definition => KindsOf(definition.Parse())).ToList();
        var overridden = defined.Select(kind => kind.Qualified).ToHashSet();
        return new ResourceCatalog([.. BuiltInResources.All.Where(kind => !overridden.Contains(kind.Qualified)), .. defined]);
    }

    public ResourceKind? Find(string group, string version, string plural) =>
        Kinds.FirstOrDefault(kind => kind.Group == group && kind.Version == version && kind.Plural == plural);

    public ResourceKind? FindKind(string apiVersion, string name) => Kinds.FirstOrDefault(kind => kind.ApiVersion == apiVersion && kind.Kind == name);

    static IEnumerable<ResourceKind> KindsOf(JsonNode definition)
    {
        var spec = definition["spec"];
        var names = spec?["names"];
        if (spec?["versions"] is not JsonArray versions || (string?)names?["plural"] is not { } plural || (string?)names?["kind"] is not { } kind)
            return [];
        return versions.Where(version => (bool?)version?["served"] != false).Select(version => new ResourceKind(
            (string?)spec["group"] ?? "", (string?)version!["name"] ?? "v1", plural, kind, (string?)spec["scope"] == "Namespaced")
        {
            HasStatus = version["subresources"]?["status"] is not null,
            ShortNames = [.. (names["shortNames"] as JsonArray ?? []).Select(name => (string)name!)],
            IsCustom = true,
            Schema = version["schema"]?["openAPIV3Schema"],
        });
    }
}
