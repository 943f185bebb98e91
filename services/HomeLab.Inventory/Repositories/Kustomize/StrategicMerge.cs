using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Merges a patch by Kubernetes' rules: mappings are merged, lists of the built-in kinds by the key of their items, other lists replaced.</summary>
/// <remarks>
/// https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md; the keys are
/// the <c>x-kubernetes-patch-merge-key</c> of Kubernetes' OpenAPI. Custom resources have none.
/// </remarks>
static class StrategicMerge
{
    static readonly Dictionary<string, string> PodKeys = new(StringComparer.Ordinal)
    {
        ["containers"] = "name", ["initContainers"] = "name", ["ephemeralContainers"] = "name", ["volumes"] = "name", ["imagePullSecrets"] = "name",
        ["hostAliases"] = "ip", ["topologySpreadConstraints"] = "topologyKey", ["resourceClaims"] = "name", ["env"] = "name", ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath",
    };

    static readonly HashSet<string> Workloads = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "PodTemplate"];

    /// <summary>Null where the patch takes the object out.</summary>
    public static MapNode? Apply(MapNode node, MapNode patch, string kind) => patch.Text("$patch") switch
    {
        "delete" => null,
        "replace" => patch.Without("$patch"),
        _ => MergeMaps(node, patch, kind),
    };

    static MapNode MergeMaps(MapNode node, MapNode patch, string kind)
    {
        var merged = node;
        foreach (var entry in patch.Entries.Where(it => it.Key[0] != '$'))
        {
            var under = merged.Find(entry.Key);
            merged = entry.Value switch
            {
                TextNode { IsNothing: true } => merged.Without(entry.Key),
                MapNode map when map.Text("$patch") == "delete" => merged.Without(entry.Key),
                MapNode map when map.Text("$patch") == "replace" => merged.With(entry.Key, map.Without("$patch")),
                MapNode map => merged.With(entry.Key, MergeMaps(under as MapNode ?? MapNode.Empty(map.At), map, kind)),
                ListNode list when under is ListNode there && KeyOf(entry.Key, kind, there, list) is { } key => merged.With(entry.Key, MergeLists(there, list, key, kind)),
                ListNode list when under is ListNode there && entry.Key == "finalizers" => merged.With(
                    entry.Key, there with { Items = [.. there.Items.Concat(list.Items).DistinctBy(it => (it as TextNode)?.Text)] }),
                ListNode list => merged.With(entry.Key, list with { Items = [.. list.Items.Where(it => it is not MapNode map || !map.Has("$patch"))] }),
                var value => merged.With(entry.Key, value),
            };
        }
        return merged;
    }

    static ListNode MergeLists(ListNode under, ListNode patch, string key, string kind)
    {
        if (patch.Maps.Any(it => it.Text("$patch") == "replace" && it.Text(key) is null))
            return patch with { Items = [.. patch.Items.Where(it => it is not MapNode map || !map.Has("$patch"))] };
        var left = under.Items.ToList();
        var merged = new List<Node>();
        foreach (var item in patch.Maps)
        {
            var index = left.FindIndex(it => it is MapNode map && map.Text(key) == item.Text(key));
            var there = index < 0 ? null : (MapNode)left[index];
            if (index >= 0)
                left.RemoveAt(index);
            if (item.Text("$patch") != "delete")
                merged.Add(there is null || item.Text("$patch") == "replace" ? item.Without("$patch") : MergeMaps(there, item, kind));
        }
        // Kustomize puts what the patch names first, in its order.
        return under with { Items = [.. merged, .. left] };
    }

    static string? KeyOf(string field, string kind, ListNode under, ListNode patch)
    {
        var key = field switch
        {
            "ports" when Workloads.Contains(kind) => "containerPort",
            "ports" when kind == "Service" => "port",
            "secrets" when kind == "ServiceAccount" => "name",
            "webhooks" when kind.EndsWith("WebhookConfiguration", StringComparison.Ordinal) => "name",
            "ownerReferences" => "uid",
            _ when Workloads.Contains(kind) => PodKeys.GetValueOrDefault(field),
            _ => null,
        };
        return key is not null && under.Items.Concat(patch.Items).All(it => it is MapNode) ? key : null;
    }
}
