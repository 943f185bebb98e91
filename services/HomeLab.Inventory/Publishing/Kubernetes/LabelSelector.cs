using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;

namespace HomeLab.Inventory.Publishing.Kubernetes;

/// <summary>Chooses by labels: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements.</summary>
static class LabelSelector
{
    /// <param name="selector">None chooses nothing, an empty one everything.</param>
    public static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector is JsonObject
        && (selector.At("matchLabels") as JsonObject ?? []).All(it => labels.TryGetValue(it.Key, out var value) && value == it.Value?.ToString())
        && selector.At("matchExpressions").Items().All(it => Holds(it, labels));

    static bool Holds(JsonNode expression, IReadOnlyDictionary<string, string> labels)
    {
        var isThere = labels.TryGetValue(expression.Text("key"), out var value);
        var isOne = isThere && expression.At("values").Items().Any(it => it.ToString() == value);
        return expression.Text("operator") switch
        {
            "In" => isOne,
            "NotIn" => !isOne,
            "Exists" => isThere,
            "DoesNotExist" => !isThere,
            _ => false,
        };
    }
}
