using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>Finds the Kubernetes objects of a file.</summary>
static class ManifestFiles
{
    public static IEnumerable<Manifest> Of(ParsedFile file) => file.Documents.SelectMany(Of);

    static IEnumerable<Manifest> Of(Node document)
    {
        if (document is ListNode list)
            return list.Items.SelectMany(Of);
        if (document is not MapNode root || root.Text("apiVersion") is null || root.Text("kind") is not { } kind)
            return [];
        if (kind.EndsWith("List", StringComparison.Ordinal) && root.Find("items") is ListNode items)
            return items.Items.SelectMany(Of);
        return root.TextDown("metadata", "name") is not null || root.TextDown("metadata", "generateName") is not null ? [new Manifest(root)] : [];
    }
}
