using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>An applied configuration laid over what is there.</summary>
static class FieldMerge
{
    public static JsonObject Over(ResourceKind kind, JsonObject live, JsonObject applied, JsonNode? schema)
    {
        foreach (var (name, value) in applied)
            live[name] = (live[name], value) switch
            {
                (JsonObject target, JsonObject change) when !FieldSet.IsAtomic(FieldSet.SchemaOf(schema, name)) =>
                    Over(kind, target.DeepClone().AsObject(), change, FieldSet.SchemaOf(schema, name)),
                (JsonArray target, JsonArray change) => Over(kind, name, target, change, FieldSet.SchemaOf(schema, name)),
                _ => value?.DeepClone(),
            };
        return live;
    }

    static JsonArray Over(ResourceKind kind, string field, JsonArray live, JsonArray applied, JsonNode? schema)
    {
        var shape = ListShape.Of(kind, field, applied, schema);
        if (shape.IsAtomic || ListShape.Of(kind, field, live, schema).IsAtomic)
            return applied.DeepClone().AsArray();
        // In the order that was applied; what others have put there comes after.
        var items = live.GroupBy(shape.ElementOf).ToDictionary(group => group.Key, group => group.First());
        var named = applied.Select(shape.ElementOf).ToHashSet();
        return
        [
            .. applied.Select(item => item is JsonObject change && items.GetValueOrDefault(shape.ElementOf(item)) is JsonObject target
                ? Over(kind, target.DeepClone().AsObject(), change, schema?["items"])
                : item?.DeepClone()),
            .. live.Where(item => !named.Contains(shape.ElementOf(item))).Select(item => item?.DeepClone()),
        ];
    }
}
