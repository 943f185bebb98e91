using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Applies a kustomization's patches of both sorts.</summary>
sealed class Patches(Documents documents, Declarations declarations)
{
    /// <param name="patch">An item of <c>patches</c> or <c>patchesJson6902</c>.</param>
    public void Apply(ResourceSet set, MapNode patch, string directory)
    {
        foreach (var node in Read(patch.Find("patch"), patch.Text("path"), directory, patch.At))
            Apply(set, node, patch.Map("target"), patch.At);
    }

    /// <param name="written">A path, or the patch itself.</param>
    public void ApplyStrategic(ResourceSet set, TextNode written, string directory)
    {
        var isInline = written.Text.Contains('\n', StringComparison.Ordinal) || written.Text.Contains(": ", StringComparison.Ordinal);
        foreach (var node in Read(isInline ? written : null, isInline ? null : written.Text, directory, written.At))
            Apply(set, node, null, written.At);
    }

    IReadOnlyList<Node> Read(Node? inline, string? path, string directory, Place at)
    {
        if (inline is TextNode text)
        {
            // The lines of a block begin after its bar.
            var file = YamlFile.Read(at.File, new string('\n', Math.Max(0, text.At.Line)) + text.Text, declarations.Limits);
            documents.Report(file);
            return file.Broken is null ? file.Documents : [];
        }
        if (path is null)
            return inline is null ? [] : [inline];
        if (RepositoryPath.Combine(directory, path) is not { } full)
        {
            declarations.Problem(at, "patches", "OutsideRepository", $"{path} leads out of the repository");
            return [];
        }
        if (documents.Find(full) is not { } parsed)
        {
            declarations.Problem(at, "patches", "MissingFile", $"there is no {full}");
            return [];
        }
        documents.Report(parsed);
        return parsed.Broken is null ? parsed.Documents : [];
    }

    void Apply(ResourceSet set, Node node, MapNode? target, Place at)
    {
        if (node is ListNode operations)
        {
            var selector = new PatchTarget(target ?? MapNode.Empty(at));
            if (target is null)
                declarations.Problem(at, "patches", "PatchFailed", "a list of operations needs a `target`");
            else
                Change(set, selector.Matches, it => JsonPatch.Apply(it.Root, operations), at, target);
        }
        else if (node is MapNode patch)
        {
            Func<Manifest, bool> which = target is null ? it => IsFor(patch, it) : new PatchTarget(target).Matches;
            Change(set, which, it => StrategicMerge.Apply(it.Root, Identity(patch, it), it.Kind), at, target);
        }
    }

    void Change(ResourceSet set, Func<Manifest, bool> which, Func<Manifest, MapNode?> change, Place at, MapNode? target)
    {
        var found = false;
        for (var index = 0; index < set.Manifests.Count; index++)
        {
            var manifest = set.Manifests[index];
            if (!which(manifest))
                continue;
            found = true;
            try
            {
                if (change(manifest) is not { } root)
                    set.Manifests.RemoveAt(index--);
                else if (NodeCost.Of(root, declarations.Limits.MaxNodes, 2 * declarations.Limits.MaxDepth) is var cost && cost > declarations.Limits.MaxNodes)
                    throw new PatchFailedException("it makes the object too large or too deep");
                else if (!declarations.Spend(cost, at))
                    return;
                else
                    set.Manifests[index] = manifest with { Root = root, Formerly = [.. manifest.Formerly.Append(manifest.Name).Distinct()] };
            }
            catch (PatchFailedException failed)
            {
                declarations.Problem(at, "patches", "PatchFailed", $"the patch does not fit {manifest.Kind} {manifest.Name}: {failed.Message}");
            }
        }
        if (!found && target is null)
            declarations.Problem(at, "patches", "PatchFailed", "nothing here has the kind and the name that the patch is for");
    }

    static bool IsFor(MapNode patch, Manifest manifest)
    {
        var wanted = new Manifest(patch);
        return wanted.Kind == manifest.Kind && wanted.Group == manifest.Group && manifest.IsNamed(wanted.Name)
            && (wanted.Namespace.Length == 0 || manifest.Namespace.Length == 0 || wanted.Namespace == manifest.Namespace);
    }

    /// <summary>Kind and name of a patch say what it is for, unless a target does; they change nothing.</summary>
    static MapNode Identity(MapNode patch, Manifest manifest)
    {
        var without = patch.Without("apiVersion").Without("kind");
        return without.Map("metadata") is { } metadata ? without.With("metadata", metadata.Without("name").Without("namespace")) : without;
    }
}
