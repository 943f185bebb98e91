using System.Text.Json.Nodes;
using HomeLab.Inventory.Graph.Rules;
using HomeLab.Inventory.Resources;

namespace HomeLab.Inventory.Owners;

/// <summary>Reads whose an object says that it is.</summary>
static class OwnerMark
{
    const int LongestName = 100;
    const string Tag = "owner-";

    /// <summary>
    /// Others are not read: what is called <c>owner</c> is often no person, as on the Secrets of Helm's releases, nor is
    /// <c>app.kubernetes.io/managed-by</c>.
    /// </summary>
    static readonly string[] Keys = ["homelab/owner", "homelab.owner"];

    /// <returns>Null: it says nothing.</returns>
    public static (string Name, string By)? Of(ResourceState state)
    {
        var facts = JsonNode.Parse(state.Facts);
        var metadata = facts.At("metadata");
        foreach (var (what, texts) in new[] { ("label", JsonNode.Parse(state.Labels)), ("label", metadata.At("labels")), ("annotation", metadata.At("annotations")) })
        {
            foreach (var key in Keys)
            {
                if ((texts as JsonObject)?[key] is JsonValue value && value.ToString() is { Length: > 0 } name)
                    return (Cut(name), $"its {what} {key}");
            }
        }
        var tag = facts.Text("tags").Split(';').FirstOrDefault(it => it.StartsWith(Tag, StringComparison.Ordinal) && it.Length > Tag.Length);
        return tag is null ? null : (Cut(tag[Tag.Length..]), $"its tag {tag}");
    }

    static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName];
}
