using System.Text.Json.Nodes;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Compose;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Compose;

/// <summary>
/// Each case is a project and what <c>docker compose --profile '*' -p case config --format json</c> (2.26.1) printed of it, with the directory cut off.
/// </summary>
public sealed class ComposeLoaderTests
{
    public static TheoryData<string> Cases => CaseFolders.Beside();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Loads_what_docker_compose_prints(string name)
    {
        var tree = WorkTreeFiles.Read(CaseFolders.PathOf(name), new RepositoryLimits());
        var declarations = new Declarations(RepositoryOptions.Named("home"), "", new RepositoryLimits());
        var documents = new Documents(tree, declarations);
        var source = Assert.Single(ComposeFiles.Undeclared(documents, new HashSet<string>()), it => it.Directory.Length == 0);

        var model = JsonNode.Parse(NodeJson.Of(new ComposeLoader(documents, declarations).Load(source)!))!;

        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(CaseFolders.PathOf(name), "expected.json")).Replace("$$", "$", StringComparison.Ordinal))!;
        Assert.Equal(ComposeForm.Of(expected), ComposeForm.Of(model));
        Assert.Empty(declarations.ToReading().Problems);
        Assert.Empty(declarations.ToReading().Unresolved);
    }
}
