using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Sops;

namespace HomeLab.Inventory.Repositories.Manifests;

/// <summary>An object without the contents of what holds contents: of Secrets and ConfigMaps the keys are kept.</summary>
static class ManifestSpec
{
    static readonly string[] Contents = ["data", "stringData", "binaryData"];

    public static MapNode Of(Manifest manifest, Declarations declarations)
    {
        var isEncrypted = SopsFile.IsEncrypted(manifest.Root);
        var root = isEncrypted ? SopsFile.KeysOf(manifest.Root, $"{manifest.Kind} {manifest.Name}", declarations) : manifest.Root;
        if (manifest.Kind is "Secret" or "ConfigMap" && manifest.Group.Length == 0)
        {
            foreach (var (field, at) in manifest.Kind == "Secret" && !isEncrypted ? PlaintextSecrets.InData(root) : [])
                declarations.PlaintextSecret($"Secret {manifest.Name}", field, at);
            foreach (var field in Contents)
                root = Emptied(root, field);
        }
        if (manifest.Is("bitnami.com", "SealedSecret") && root.Map("spec") is { } spec)
        {
            spec = Emptied(spec, "encryptedData");
            if (spec.Map("template") is { } template)
                spec = spec.With("template", Emptied(template, "data"));
            root = root.With("spec", spec);
        }
        // Schemas of thousands of lines say nothing about a lab.
        if (manifest.Is("apiextensions.k8s.io", "CustomResourceDefinition") && root.Map("spec") is { } definition)
        {
            root = root.With("spec", definition.With("versions", new ListNode(definition.At,
                [.. definition.Maps("versions").Select(it => it with { Entries = [.. it.Entries.Where(entry => entry.Key is "name" or "served" or "storage")] })])));
        }
        return root;
    }

    static MapNode Emptied(MapNode map, string field) => map.Map(field) is not { } contents ? map
        : map.With(field, contents with { Entries = [.. contents.Entries.Select(it => it with { Value = new TextNode(it.At, "", true) })] });
}
