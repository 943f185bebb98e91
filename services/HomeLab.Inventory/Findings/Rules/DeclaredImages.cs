using HomeLab.Inventory.Graph.Rules;
using System.Text.Json.Nodes;

namespace HomeLab.Inventory.Findings.Rules;

/// <summary>The images that a declared object names.</summary>
static class DeclaredImages
{
    public static IEnumerable<string> Of(DeclaredItem item) => item.Kind switch
    {
        "compose/service" => item.Spec.At("build") is null && item.Spec.Text("image") is { Length: > 0 } image ? [image] : [],
        _ => PodOf(item).At("containers").Items().Concat(PodOf(item).At("initContainers").Items()).Select(it => it.Text("image")).Where(it => it.Length > 0),
    };

    static JsonNode? PodOf(DeclaredItem item) => item.Kind switch
    {
        "kubernetes/core/Pod" => item.Spec.At("spec"),
        "kubernetes/batch/CronJob" => item.Spec.At("spec").At("jobTemplate").At("spec").At("template").At("spec"),
        "kubernetes/apps/Deployment" or "kubernetes/apps/StatefulSet" or "kubernetes/apps/DaemonSet" or "kubernetes/batch/Job" => item.Spec.At("spec").At("template").At("spec"),
        _ => null,
    };
}
