using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Objects;

/// <summary>Objects as controllers and kubelets would leave them: with their status, in namespaces that come with them.</summary>
static class Planting
{
    /// <exception cref="FormatException">It is of no kind that is served.</exception>
    public static void Put(KubeStore store, JsonObject thing, DateTimeOffset now)
    {
        var (version, name) = ((string?)thing["apiVersion"] ?? "", (string?)thing["kind"] ?? "");
        var kind = store.Catalog.FindKind(version, name) ?? throw new FormatException($"There is no {name} of {version}.");
        var copy = thing.DeepClone().AsObject();
        var metadata = (copy["metadata"] ??= new JsonObject()).AsObject();
        var place = kind.IsNamespaced ? (string?)(metadata["namespace"] ??= "default") ?? "" : "";
        if (kind.IsNamespaced && store.Current.Find("namespaces", "", place) is null)
            Put(store, new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["metadata"] = new JsonObject { ["name"] = place } }, now);
        Arrival.Name(copy);
        store.Change<bool>(state =>
        {
            var before = state.Find(kind.Qualified, place, (string?)metadata["name"] ?? throw new FormatException($"A {name} has no name."));
            var given = (Uid: metadata["uid"]?.DeepClone(), Status: copy["status"]?.DeepClone(), Made: metadata["creationTimestamp"]?.DeepClone());
            Arrival.Complete(kind, copy, now);
            if (given.Uid is not null || before is not null)
                metadata["uid"] = given.Uid ?? before!.Uid;
            if (given.Made is not null)
                metadata["creationTimestamp"] = given.Made;
            if (given.Status is not null)
                copy["status"] = given.Status;
            var after = KubeObject.Of(copy, state.Version + 1);
            return ([new KubeChange(after.Version, kind.Qualified, before, after)], true);
        });
    }
}
