using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Patches;

/// <summary>A merge in which built-in kinds' lists are merged by their keys, with kubectl's directives.</summary>
static class StrategicPatch
{
    const string Directive = "$patch";

    static readonly Dictionary<string, string> Keys = new()
    {
        ["containers"] = "name", ["initContainers"] = "name", ["ephemeralContainers"] = "name", ["volumes"] = "name", ["env"] = "name", ["volumeMounts"] = "mountPath",
        ["volumeDevices"] = "devicePath", ["hostAliases"] = "ip", ["imagePullSecrets"] = "name", ["conditions"] = "type", ["ownerReferences"] = "uid", ["addresses"] = "type",
        ["taints"] = "key", ["secrets"] = "name",
    };

    static readonly HashSet<string> Sets = ["finalizers"];

    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        if ((string?)patch[Directive] == "replace")
            return Without(patch);
        foreach (var (name, value) in patch)
            if (name.StartsWith("$deleteFromPrimitiveList/", StringComparison.Ordinal))
                Drop(target, name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..], value!.AsArray());
            else if (name == "$retainKeys" || name == Directive || name.StartsWith("$setElementOrder/", StringComparison.Ordinal))
                continue;
            else if (value is null || (string?)(value as JsonObject)?[Directive] == "delete")
                target.Remove(name);
            else if (value is JsonObject change)
                target[name] = Apply(target[name] is JsonObject inner ? inner.DeepClone().AsObject() : [], change);
            else if (value is JsonArray list)
                target[name] = Merged(name, target[name] as JsonArray ?? [], list);
            else
                target[name] = value.DeepClone();
        if (patch["$retainKeys"] is JsonArray retained)
            foreach (var gone in target.Select(pair => pair.Key).Except(retained.Select(key => (string)key!)).ToList())
                target.Remove(gone);
        return target;
    }

    static JsonArray Merged(string name, JsonArray target, JsonArray patch)
    {
        if (Sets.Contains(name))
            return [.. target.Concat(patch.Where(one => !target.Any(other => JsonNode.DeepEquals(one, other)))).Select(one => one?.DeepClone())];
        var key = KeyOf(name, patch.Concat(target));
        if (key is null || patch.Any(one => (string?)one?[Directive] == "replace"))
            return [.. patch.Where(one => (one as JsonObject)?[Directive] is null).Select(one => one?.DeepClone())];
        var result = target.Select(one => one!.DeepClone().AsObject()).ToList();
        foreach (var one in patch.Select(one => one!.AsObject()))
        {
            var index = result.FindIndex(other => JsonNode.DeepEquals(other[key], one[key]));
            if ((string?)one[Directive] == "delete")
                result.RemoveAll(other => JsonNode.DeepEquals(other[key], one[key]));
            else if (index < 0)
                result.Add(Without(one));
            else
                result[index] = Apply(result[index], one);
        }

        return [.. result];
    }

    // A container's ports are told apart by the port inside, a service's by their own.
    static string? KeyOf(string name, IEnumerable<JsonNode?> items) => name == "ports"
        ? items.OfType<JsonObject>().Any(item => item.ContainsKey("containerPort")) ? "containerPort" : items.OfType<JsonObject>().Any(item => item.ContainsKey("port")) ? "port" : null
        : Keys.GetValueOrDefault(name) is { } key && items.All(item => item is JsonObject one && one.ContainsKey(key)) ? key : null;

    static void Drop(JsonObject target, string name, JsonArray values)
    {
        if (target[name] is JsonArray list)
            target[name] = new JsonArray([.. list.Where(one => !values.Any(value => JsonNode.DeepEquals(one, value))).Select(one => one?.DeepClone())]);
    }

    static JsonObject Without(JsonObject patch)
    {
        var copy = patch.DeepClone().AsObject();
        copy.Remove(Directive);
        return copy;
    }
}
