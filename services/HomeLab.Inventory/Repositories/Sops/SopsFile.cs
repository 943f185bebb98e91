using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Sops;

/// <summary>A document that SOPS encrypted: its keys are to be read, its values are not.</summary>
/// <remarks>https://getsops.io/docs/#encryption-protocol</remarks>
static class SopsFile
{
    public static bool IsEncrypted(MapNode root) => root.Map("sops") is { } sops && (sops.Has("mac") || sops.Has("version"));

    /// <summary>Without the values, of which it is said that they are not known.</summary>
    public static MapNode KeysOf(MapNode root, string subject, Declarations declarations)
    {
        declarations.Unresolved(
            UnresolvedCodes.Encrypted, subject, root.At, $"its values are encrypted{(root.Map("sops")!.Entries.Any(it => it.Key == "age") ? " for age recipients" : "")}; only its keys are read");
        return (MapNode)Cleared(root.Without("sops"));
    }

    static Node Cleared(Node node) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.Select(it => it with { Value = Cleared(it.Value) })] },
        ListNode list => list with { Items = [.. list.Items.Select(Cleared)] },
        TextNode text when text.Text.StartsWith("ENC[", StringComparison.Ordinal) => new TextNode(text.At, "", true),
        _ => node,
    };
}
