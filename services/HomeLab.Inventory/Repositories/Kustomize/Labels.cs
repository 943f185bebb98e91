using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Puts labels and annotations where kustomize puts them.</summary>
/// <remarks>The places are those of kustomize's own configuration: api/internal/konfig/builtinpluginconsts/commonlabels.go.</remarks>
static class Labels
{
    static readonly string[] Workloads = ["Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "ReplicationController"];

    public static Manifest Add(Manifest manifest, MapNode pairs, bool withSelectors, bool withTemplates)
    {
        var root = Put(manifest.Root, "metadata/labels", create: true, pairs);
        if (withSelectors)
        {
            foreach (var (path, create) in Selectors(manifest.Kind))
                root = Put(root, path, create, pairs);
        }
        if (withSelectors || withTemplates)
        {
            foreach (var path in Templates(manifest.Kind))
                root = Put(root, $"{path}/labels", create: true, pairs);
        }
        return manifest with { Root = root };
    }

    public static Manifest Annotate(Manifest manifest, MapNode pairs)
    {
        var root = Put(manifest.Root, "metadata/annotations", create: true, pairs);
        foreach (var path in Templates(manifest.Kind).Where(it => it != "spec/volumeClaimTemplates/metadata"))
            root = Put(root, $"{path}/annotations", create: true, pairs);
        return manifest with { Root = root };
    }

    static IEnumerable<(string Path, bool Create)> Selectors(string kind)
    {
        if (kind is "Service" or "ReplicationController")
            yield return ("spec/selector", true);
        else if (Workloads.Contains(kind))
            yield return ("spec/selector/matchLabels", true);
        else if (kind is "Job" or "PodDisruptionBudget")
            yield return ("spec/selector/matchLabels", false);
        else if (kind == "CronJob")
            yield return ("spec/jobTemplate/spec/selector/matchLabels", false);
        else if (kind == "NetworkPolicy")
            foreach (var path in (string[])["spec/podSelector", "spec/ingress/from/podSelector", "spec/egress/to/podSelector"])
                yield return ($"{path}/matchLabels", false);
        if (Workloads.Contains(kind))
        {
            foreach (var affinity in (string[])["podAffinity", "podAntiAffinity"])
            {
                yield return ($"spec/template/spec/affinity/{affinity}/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels", false);
                yield return ($"spec/template/spec/affinity/{affinity}/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels", false);
            }
            yield return ("spec/template/spec/topologySpreadConstraints/labelSelector/matchLabels", false);
        }
    }

    static IEnumerable<string> Templates(string kind) => kind switch
    {
        "StatefulSet" => ["spec/template/metadata", "spec/volumeClaimTemplates/metadata"],
        "Job" => ["spec/template/metadata"],
        "CronJob" => ["spec/jobTemplate/metadata", "spec/jobTemplate/spec/template/metadata"],
        _ when Workloads.Contains(kind) => ["spec/template/metadata"],
        _ => [],
    };

    public static MapNode Put(MapNode root, string path, bool create, MapNode pairs) => FieldPath.Change(root, path, create, (there, at) =>
        pairs.Entries.Aggregate(there as MapNode ?? MapNode.Empty(at), (map, pair) => map.With(pair.Key, Quoted(pair.Value))));

    static Node Quoted(Node value) => value is TextNode text ? text with { IsPlain = false } : value;
}
