using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Http;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>Who applies owns what he names, and gives up what he names no longer.</summary>
static class ServerSideApply
{
    /// <param name="live">What is there; an empty object with the identity of what is to be.</param>
    /// <exception cref="KubeRefusal">409 with each field that another manager holds at another value.</exception>
    public static JsonObject Apply(ResourceKind kind, JsonObject live, JsonObject applied, Writer writer)
    {
        var owners = FieldOwner.Read(live);
        var mine = owners.Find(owner => owner.IsSame(writer.Manager, "Apply", writer.Subresource));
        var others = owners.Where(owner => owner != mine).ToList();
        var (wanted, there) = (FieldSet.Of(kind, applied), FieldSet.Of(kind, live));
        var contested = wanted.Where(field => !there.TryGetValue(field.Key, out var value) || value != field.Value).Select(field => field.Key).ToHashSet();
        var conflicts = others.SelectMany(owner => owner.Fields.Where(contested.Contains).Select(field => (owner, field))).ToList();
        if (conflicts.Count > 0 && !writer.Forces)
            throw KubeRefusal.OwnedByOthers([.. conflicts.Select(one => (one.owner.Title, FieldSet.Describe(one.field)))]);
        foreach (var (owner, field) in conflicts)
            owner.Fields.Remove(field);

        var merged = FieldMerge.Over(kind, live.DeepClone().AsObject(), applied, kind.Schema);
        var kept = others.SelectMany(owner => owner.Fields).Concat(wanted.Keys).ToHashSet();
        FieldRemoval.Remove(kind, merged, mine?.Fields.Except(wanted.Keys) ?? [], kept);
        var time = mine is not null && mine.Fields.SetEquals(wanted.Keys) && contested.Count == 0 ? mine.Time : writer.Time;
        var entry = new FieldOwner(writer.Manager, "Apply", kind.ApiVersion, writer.Subresource, time, [.. wanted.Keys]);
        FieldOwner.Write(merged, mine is null ? [.. others, entry] : owners.Select(owner => owner == mine ? entry : owner));
        return merged;
    }
}
