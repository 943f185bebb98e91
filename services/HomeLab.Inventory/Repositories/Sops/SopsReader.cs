using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Sops;

/// <summary>Declares encrypted files that are no manifests, and for whom a repository encrypts.</summary>
sealed class SopsReader(Documents documents, Declarations declarations)
{
    public void Read()
    {
        foreach (var path in documents.Tree.Files.Select(it => it.Path).Where(IsCandidate).ToList())
        {
            if (documents.Tree.Find(path)?.Text?.Contains("sops", StringComparison.Ordinal) != true && RepositoryPath.NameOf(path) != ".sops.yaml")
                continue;
            if (documents.Find(path) is not { Broken: null, Documents: [MapNode root, ..] } file)
                continue;
            if (RepositoryPath.NameOf(path) is ".sops.yaml" or ".sops.yml")
                declarations.Declare($"sops/{path}", "sops/rules", "", path, root, root.At, "", Reach.Whole);
            else if (SopsFile.IsEncrypted(root) && !ManifestFiles.Of(file).Any())
                declarations.Declare($"sops/{path}", "sops/file", "", path, SopsFile.KeysOf(root, path, declarations), root.At, "", Reach.Whole);
        }
    }

    static bool IsCandidate(string path) => RepositoryPath.IsYaml(path) || path.EndsWith(".json", StringComparison.Ordinal);
}
