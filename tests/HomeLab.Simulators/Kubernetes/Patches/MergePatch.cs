using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Patches;

/// <summary>RFC 7386: objects are merged, null removes, all else replaces.</summary>
static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject change)
                target[name] = Apply(target[name] is JsonObject inner ? inner.DeepClone().AsObject() : [], change);
            else
                target[name] = value.DeepClone();
        return target;
    }
}
