using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Apply;
using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Patches;
using HomeLab.Simulators.Kubernetes.State;

namespace HomeLab.Simulators.Kubernetes.Objects;

/// <summary>Patches of the four kinds.</summary>
static class ObjectPatches
{
    /// <returns>The object, and whether it was made by this.</returns>
    /// <exception cref="KubeRefusal">It cannot be carried out.</exception>
    public static async Task<(JsonObject Result, bool IsNew)> PatchAsync(KubeCall call)
    {
        var type = call.ContentType;
        var patch = await call.NodeAsync();
        if (type is "application/apply-patch+yaml" or "application/apply-patch+json" or "application/apply-patch")
            return Applied(call, patch as JsonObject ?? throw KubeRefusal.BadRequest("an applied configuration is an object"));
        Func<JsonObject, JsonObject> change = (type, patch) switch
        {
            ("application/merge-patch+json", JsonObject merge) => before => MergePatch.Apply(before, merge),
            ("application/json-patch+json", JsonArray operations) => before => Operated(call, before, operations),
            ("application/strategic-merge-patch+json", JsonObject) when call.Kind.IsCustom => throw Unsupported(type),
            ("application/strategic-merge-patch+json", JsonObject merge) => before => StrategicPatch.Apply(before, merge),
            ("application/merge-patch+json" or "application/json-patch+json" or "application/strategic-merge-patch+json", _) =>
                throw KubeRefusal.BadRequest("the patch is of another form than its type says"),
            _ => throw Unsupported(type),
        };
        return (call.Change(state => ObjectWrites.Changed(call, state, ObjectWrites.Existing(call, state), change)), false);
    }

    static KubeRefusal Unsupported(string type) => new(
        415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml; it is {type}");

    static JsonObject Operated(KubeCall call, JsonObject before, JsonArray operations)
    {
        try
        {
            return JsonPatch.Apply(before, operations);
        }
        catch (FormatException exception)
        {
            throw KubeRefusal.Invalid(call.Kind, call.Name, "patch", exception.Message);
        }
    }

    static (JsonObject Result, bool IsNew) Applied(KubeCall call, JsonObject applied)
    {
        if (call.Query("fieldManager") is null)
            throw KubeRefusal.Invalid(PatchOptions, "", "fieldManager", "Required value: is required for apply patch");
        ObjectRules.Identify(call, applied);
        if (call.Kind.HasStatus && !call.IsStatus)
            applied.Remove("status");
        return call.Change<(JsonObject, bool)>(state =>
        {
            if (state.Find(call.Kind.Qualified, call.Namespace, call.Name) is { } before)
            {
                var (changes, result) = Applied(call, state, before, applied);
                return (changes, (result, false));
            }

            var (made, thing) = ObjectWrites.Come(call, state, ServerSideApply.Apply(call.Kind, Nothing(applied), applied, call.Writer), isApplied: true);
            return (made, (thing, true));
        });
    }

    static (IReadOnlyList<KubeChange> Changes, JsonObject Result) Applied(KubeCall call, KubeState state, KubeObject before, JsonObject applied)
    {
        if ((string?)applied["metadata"]!["resourceVersion"] is { Length: > 0 } version && version != before.Version.ToString(System.Globalization.CultureInfo.InvariantCulture))
            throw KubeRefusal.Modified(call.Kind, before.Name);
        var live = before.Parse(call.Kind);
        var merged = ServerSideApply.Apply(call.Kind, live, call.IsStatus ? StatusOf(applied) : applied, call.Writer);
        return ObjectWrites.Settled(call, state, before, merged);
    }

    static JsonObject StatusOf(JsonObject applied)
    {
        var status = new JsonObject();
        if (applied["status"] is { } reported)
            status["status"] = reported.DeepClone();
        return status;
    }

    static JsonObject Nothing(JsonObject applied) => new()
    {
        ["apiVersion"] = applied["apiVersion"]!.DeepClone(),
        ["kind"] = applied["kind"]!.DeepClone(),
        ["metadata"] = new JsonObject(),
    };

    static Resources.ResourceKind PatchOptions { get; } = new("meta.k8s.io", "v1", "patchoptions", "PatchOptions", false);
}
