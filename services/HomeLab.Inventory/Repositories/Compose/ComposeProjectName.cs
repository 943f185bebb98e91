using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>What a project is called.</summary>
/// <remarks>https://docs.docker.com/compose/how-tos/project-name/</remarks>
static partial class ComposeProjectName
{
    const string NameVariable = "COMPOSE_PROJECT_NAME";

    /// <param name="model">The project, or the last of its files.</param>
    public static string Of(ComposeSource source, MapNode model)
    {
        var name = source.Name ?? source.Variables.Find(NameVariable)?.Text ?? model.Text("name") ?? RepositoryPath.NameOf(source.Directory);
        return Other().Replace(name.ToLowerInvariant(), "").TrimStart('_', '-');
    }

    /// <summary>What the project's files see: its name is one of their variables.</summary>
    public static VariableSet VariablesOf(ComposeSource source, IEnumerable<MapNode> files)
    {
        var declared = files.LastOrDefault(it => it.Has("name")) is { } file && file.Text("name") is { } written
            ? new MapNode(file.At, [new MapEntry("name", file.At, new TextNode(file.At, new Interpolation(source.Variables, null).Apply(written, file.At), IsPlain: false))])
            : MapNode.Empty(source.At);
        return Of(source, declared) is { Length: > 0 } name
            ? new VariableSet(new Dictionary<string, Variable> { [NameVariable] = new(NameVariable, name, source.At, IsKnown: true) }).Or(source.Variables)
            : source.Variables;
    }

    [GeneratedRegex("[^a-z0-9_-]")]
    private static partial Regex Other();
}
