using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.State;

/// <summary>What is there in a cluster that nobody has used yet.</summary>
static class FirstObjects
{
    public static KubeState Of(DateTimeOffset now) => new[] { "default", "kube-system", "kube-public", "kube-node-lease" }.Aggregate(
        KubeState.Empty, (state, name) => state.With("namespaces", KubeObject.Of(Namespace(name, now), state.Version + 1)));

    static JsonObject Namespace(string name, DateTimeOffset now) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Namespace",
        ["metadata"] = new JsonObject
        {
            ["name"] = name,
            ["uid"] = Guid.NewGuid().ToString(),
            ["creationTimestamp"] = Instant.Of(now),
            ["labels"] = new JsonObject { ["kubernetes.io/metadata.name"] = name },
        },
        ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
        ["status"] = new JsonObject { ["phase"] = "Active" },
    };
}
