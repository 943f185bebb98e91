using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Resources;
using HomeLab.Simulators.Kubernetes.Selectors;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Objects;

/// <summary>Objects that go: at once, or when their finalizers are gone.</summary>
static class ObjectDeletes
{
    public static async Task<JsonObject> DeleteAsync(KubeCall call)
    {
        var options = await call.NodeAsync() as JsonObject;
        return call.Change(state =>
        {
            var thing = ObjectWrites.Existing(call, state);
            Check(call, thing, options?["preconditions"]);
            return thing.Parse()["metadata"]!["finalizers"] is JsonArray { Count: > 0 } ? Marked(call, state, thing) : Gone(call, state, thing);
        });
    }

    public static async Task<JsonObject> DeleteAllAsync(KubeCall call)
    {
        await call.NodeAsync();
        var (labels, fields) = (LabelSelector.Parse(call.Query("labelSelector")), FieldSelector.Parse(call.Kind, call.Query("fieldSelector")));
        return call.Change(state =>
        {
            var chosen = state.All(call.Kind.Qualified)
                .Where(thing => (call.Namespace.Length == 0 || thing.Namespace == call.Namespace) && labels.Matches(thing.Labels) && fields.Matches(thing)).ToList();
            var changes = new List<KubeChange>();
            foreach (var thing in chosen)
                changes.AddRange(Removed(call, thing, state.Version + changes.Count));
            return (changes, Success(call, null));
        });
    }

    static void Check(KubeCall call, KubeObject thing, JsonNode? preconditions)
    {
        if ((string?)preconditions?["uid"] is { } uid && uid != thing.Uid)
            throw KubeRefusal.Conflict(call.Kind, thing.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {thing.Uid}");
        if ((string?)preconditions?["resourceVersion"] is { } version && version != thing.Version.ToString(CultureInfo.InvariantCulture))
            throw KubeRefusal.Conflict(call.Kind, thing.Name, $"Precondition failed: ResourceVersion in precondition: {version}, ResourceVersion in object meta: {thing.Version}");
    }

    static (IReadOnlyList<KubeChange> Changes, JsonObject Result) Marked(KubeCall call, KubeState state, KubeObject thing)
    {
        var marked = thing.Parse(call.Kind);
        if (marked["metadata"]!["deletionTimestamp"] is not null)
            return ([], marked);
        marked["metadata"]!["deletionTimestamp"] = Instant.Of(call.Now);
        marked["metadata"]!["deletionGracePeriodSeconds"] = 0;
        var after = KubeObject.Of(marked, state.Version + 1);
        return ([new KubeChange(after.Version, call.Kind.Qualified, thing, after)], after.Parse(call.Kind));
    }

    static (IReadOnlyList<KubeChange> Changes, JsonObject Result) Gone(KubeCall call, KubeState state, KubeObject thing)
    {
        var changes = new List<KubeChange>();
        foreach (var (resource, inside) in Inside(call, state, thing))
            changes.Add(Removal(resource, inside, state.Version + changes.Count));
        changes.AddRange(Removed(call, thing, state.Version + changes.Count));
        return (changes, Success(call, thing));
    }

    /// <summary>What goes with it: a namespace's objects, a definition's.</summary>
    static IEnumerable<(string Resource, KubeObject Thing)> Inside(KubeCall call, KubeState state, KubeObject thing) => call.Kind.Qualified switch
    {
        "namespaces" => state.Objects.SelectMany(pair => pair.Value.Values.Where(one => one.Namespace == thing.Name).Select(one => (pair.Key, one))),
        _ when call.Kind == BuiltInResources.Definitions => state.All(thing.Name).Select(one => (thing.Name, one)),
        _ => [],
    };

    static IEnumerable<KubeChange> Removed(KubeCall call, KubeObject thing, long version) => [Removal(call.Kind.Qualified, thing, version)];

    static KubeChange Removal(string resource, KubeObject thing, long version) =>
        new(version + 1, resource, thing, null, KubeObject.Of(thing.Parse(), version + 1));

    static JsonObject Success(KubeCall call, KubeObject? thing)
    {
        var details = new JsonObject { ["kind"] = call.Kind.Plural };
        if (call.Kind.Group.Length > 0)
            details["group"] = call.Kind.Group;
        if (thing is not null)
        {
            details["name"] = thing.Name;
            details["uid"] = thing.Uid;
        }

        return new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Success", ["details"] = details };
    }
}
