using System.Globalization;
using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Apply;
using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Objects;

/// <summary>Objects that come and that are replaced.</summary>
static class ObjectWrites
{
    static readonly string[] ServersOwn = ["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "name", "namespace", "managedFields"];

    public static JsonObject Create(KubeCall call, JsonObject thing)
    {
        ObjectRules.Identify(call, thing);
        if (call.Kind.HasStatus)
            thing.Remove("status");
        thing["metadata"]!.AsObject().Remove("managedFields");
        return call.Change(state => Come(call, state, thing, isApplied: false));
    }

    /// <summary>An object that was not there.</summary>
    public static (IReadOnlyList<KubeChange> Changes, JsonObject Result) Come(KubeCall call, KubeState state, JsonObject thing, bool isApplied)
    {
        var kind = call.Kind;
        Arrival.Name(thing);
        ObjectRules.Check(kind, thing);
        var name = (string)thing["metadata"]!["name"]!;
        if (state.Find(kind.Qualified, call.Namespace, name) is not null)
            throw KubeRefusal.AlreadyExists(kind, name);
        if (kind.IsNamespaced && state.Find("namespaces", "", call.Namespace) is null)
            throw KubeRefusal.NotFound(Resources.BuiltInResources.All[0], call.Namespace);
        Arrival.Complete(kind, thing, call.Now);
        if (!isApplied)
            UpdateTracking.Track(kind, null, thing, call.Writer);
        var made = KubeObject.Of(thing, state.Version + 1);
        return ([new KubeChange(made.Version, kind.Qualified, null, made)], made.Parse(kind));
    }

    public static JsonObject Replace(KubeCall call, JsonObject thing)
    {
        ObjectRules.Identify(call, thing);
        if (call.Kind.IsCustom && (string?)thing["metadata"]!["resourceVersion"] is null or "")
            throw KubeRefusal.Invalid(call.Kind, call.Name, "metadata.resourceVersion", "Invalid value: 0: must be specified for an update");
        return call.Change(state => Changed(call, state, Existing(call, state), _ => thing));
    }

    /// <exception cref="KubeRefusal">404.</exception>
    public static KubeObject Existing(KubeCall call, KubeState state) =>
        state.Find(call.Kind.Qualified, call.Namespace, call.Name) ?? throw KubeRefusal.NotFound(call.Kind, call.Name);

    /// <summary>An object that is there, as it is after a change by whoever does not apply.</summary>
    public static (IReadOnlyList<KubeChange> Changes, JsonObject Result) Changed(KubeCall call, KubeState state, KubeObject before, Func<JsonObject, JsonObject> change)
    {
        var after = change(before.Parse(call.Kind)).DeepClone().AsObject();
        CheckMetadata(call, before, after);
        var kept = Kept(call, before.Parse(call.Kind), after);
        UpdateTracking.Track(call.Kind, before.Parse(call.Kind), kept, call.Writer);
        return Settled(call, state, before, kept);
    }

    /// <summary>What of a write takes effect on its path: the status alone, or all but the status.</summary>
    public static JsonObject Kept(KubeCall call, JsonObject before, JsonObject after)
    {
        if (call.IsStatus)
        {
            var reported = before.DeepClone().AsObject();
            reported["status"] = after["status"]?.DeepClone();
            if (reported["status"] is null)
                reported.Remove("status");
            return reported;
        }

        if (call.Kind.HasStatus)
        {
            after.Remove("status");
            if (before["status"] is { } status)
                after["status"] = status.DeepClone();
        }

        if (call.Kind.Qualified == "secrets")
            Arrival.Encode(after);
        return after;
    }

    /// <summary>Counts versions and generations, where anything has changed at all.</summary>
    public static (IReadOnlyList<KubeChange> Changes, JsonObject Result) Settled(KubeCall call, KubeState state, KubeObject before, JsonObject after)
    {
        var (kind, old) = (call.Kind, before.Parse(call.Kind));
        var managed = after["metadata"]!["managedFields"]?.DeepClone();
        foreach (var field in ServersOwn)
            Carry(old["metadata"]!.AsObject(), after["metadata"]!.AsObject(), field);
        after["metadata"]!["resourceVersion"] = old["metadata"]!["resourceVersion"]?.DeepClone();
        after["metadata"]!.AsObject().Remove("managedFields");
        if (managed is not null)
            after["metadata"]!["managedFields"] = managed;
        ObjectRules.Check(kind, after);
        if (JsonNode.DeepEquals(old, after))
            return ([], old);
        if (old["metadata"]!["generation"] is { } generation && !JsonNode.DeepEquals(Specified(old), Specified(after)))
            after["metadata"]!["generation"] = (int)generation + 1;
        var made = KubeObject.Of(after, state.Version + 1);
        var isGone = after["metadata"]!["deletionTimestamp"] is not null && after["metadata"]!["finalizers"] is not JsonArray { Count: > 0 };
        return ([isGone ? new KubeChange(made.Version, kind.Qualified, before, null, made) : new KubeChange(made.Version, kind.Qualified, before, made)], made.Parse(kind));
    }

    static void CheckMetadata(KubeCall call, KubeObject before, JsonObject after)
    {
        var metadata = after["metadata"] as JsonObject ?? throw KubeRefusal.BadRequest("the object has no metadata");
        if ((string?)metadata["resourceVersion"] is { Length: > 0 } version && version != before.Version.ToString(CultureInfo.InvariantCulture))
            throw KubeRefusal.Modified(call.Kind, before.Name);
        if ((string?)metadata["uid"] is { Length: > 0 } uid && uid != before.Uid)
            throw KubeRefusal.Conflict(call.Kind, before.Name, $"Precondition failed: UID in precondition: {uid}, UID in object meta: {before.Uid}");
    }

    static void Carry(JsonObject from, JsonObject to, string field)
    {
        to.Remove(field);
        if (from[field] is { } value)
            to[field] = value.DeepClone();
    }

    static JsonObject Specified(JsonObject thing)
    {
        var specified = thing.DeepClone().AsObject();
        specified.Remove("metadata");
        specified.Remove("status");
        return specified;
    }
}
