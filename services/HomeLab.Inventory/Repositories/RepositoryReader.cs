using HomeLab.Inventory.Repositories.Compose;
using HomeLab.Inventory.Repositories.Documentation;
using HomeLab.Inventory.Repositories.Komodo;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Sops;
using HomeLab.Inventory.Repositories.Templates;
using HomeLab.Inventory.Repositories.Traefik;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories;

/// <summary>Reads everything that a repository declares, in whatever of the known formats. Pure: the same files give the same reading.</summary>
static class RepositoryReader
{
    /// <param name="revision">The commit that the files are of; empty where none is.</param>
    public static RepositoryReading Read(RepositoryTree tree, string revision, RepositoryOptions options, RepositoryLimits? limits = null)
    {
        var declarations = new Declarations(options, revision, limits ?? new RepositoryLimits());
        var documents = new Documents(tree, declarations);
        ReadCompose(documents, declarations);
        new KubernetesReader(documents, declarations).Read();
        new TraefikFiles(documents, declarations).Read();
        new HelmfileReader(documents, declarations).Read();
        new SopsReader(documents, declarations).Read();
        TemplateFiles.Report(tree, declarations);
        foreach (var problem in DocumentationReader.Read(tree, declarations.ToReading()).ToList())
            declarations.Problem(problem);
        return declarations.ToReading();
    }

    static void ReadCompose(Documents documents, Declarations declarations)
    {
        var compose = new ComposeDeclarations(documents, declarations);
        var stacks = new KomodoReader(documents, declarations).Read();
        foreach (var stack in stacks)
            compose.Read(stack);
        var declared = stacks.SelectMany(it => it.Files).ToHashSet(StringComparer.Ordinal);
        foreach (var project in ComposeFiles.Undeclared(documents, declared))
            compose.Read(project);
        compose.JoinNetworks();
    }
}
