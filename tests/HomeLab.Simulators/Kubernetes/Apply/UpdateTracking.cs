using System.Text.Json.Nodes;
using HomeLab.Simulators.Kubernetes.Resources;

namespace HomeLab.Simulators.Kubernetes.Apply;

/// <summary>Who writes without applying owns what he changed.</summary>
static class UpdateTracking
{
    public static void Track(ResourceKind kind, JsonObject? before, JsonObject after, Writer writer)
    {
        var owners = before is null ? [] : FieldOwner.Read(before);
        var (old, now) = (before is null ? [] : FieldSet.Of(kind, before), FieldSet.Of(kind, after));
        var changed = now.Where(field => !old.TryGetValue(field.Key, out var value) || value != field.Value).Select(field => field.Key).ToHashSet();
        foreach (var owner in owners)
        {
            owner.Fields.RemoveWhere(field => old.ContainsKey(field) && !now.ContainsKey(field));
            if (!owner.IsSame(writer.Manager, "Update", writer.Subresource))
                owner.Fields.ExceptWith(changed);
        }

        if (changed.Count > 0)
        {
            var mine = owners.Find(owner => owner.IsSame(writer.Manager, "Update", writer.Subresource));
            owners.RemoveAll(owner => owner == mine);
            owners.Add(new FieldOwner(writer.Manager, "Update", kind.ApiVersion, writer.Subresource, writer.Time, [.. mine?.Fields ?? [], .. changed]));
        }

        FieldOwner.Write(after, owners);
    }
}
