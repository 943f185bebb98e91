using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Resources;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Selectors;

/// <summary>Name and namespace of everything, and of a few kinds what their API has chosen.</summary>
sealed class FieldSelector
{
    static readonly Dictionary<string, string[]> More = new()
    {
        ["pods"] = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"],
        ["events"] = ["involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.fieldPath", "involvedObject.resourceVersion", "reason", "reportingComponent", "source", "type"],
        ["namespaces"] = ["status.phase"],
        ["nodes"] = ["spec.unschedulable"],
        ["secrets"] = ["type"],
        ["jobs.batch"] = ["status.successful"],
    };

    readonly List<(string Field, string Value, bool IsNot)> terms;

    FieldSelector(List<(string Field, string Value, bool IsNot)> terms) => this.terms = terms;

    public bool IsEmpty => terms.Count == 0;

    /// <exception cref="KubeRefusal">400.</exception>
    public static FieldSelector Parse(ResourceKind kind, string? text)
    {
        var terms = new List<(string, string, bool)>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var sides = part.Split(["!=", "==", "="], 2, StringSplitOptions.None);
            if (sides.Length < 2)
                throw KubeRefusal.BadRequest($"invalid selector: '{text}'; can't understand '{part}'");
            if (sides[0] is not ("metadata.name" or "metadata.namespace") && !More.GetValueOrDefault(kind.Qualified, []).Contains(sides[0]))
                throw KubeRefusal.BadRequest($"field label not supported: {sides[0]}");
            terms.Add((sides[0], sides[1], part.Contains("!=", StringComparison.Ordinal)));
        }

        return new FieldSelector(terms);
    }

    public bool Matches(KubeObject thing) => terms.TrueForAll(term => (ValueOf(thing, term.Field) == term.Value) != term.IsNot);

    static string ValueOf(KubeObject thing, string field) => field switch
    {
        "metadata.name" => thing.Name,
        "metadata.namespace" => thing.Namespace,
        _ => field.Split('.').Aggregate((System.Text.Json.Nodes.JsonNode?)thing.Parse(), (node, name) => node?[name])?.ToString() ?? "",
    };
}
