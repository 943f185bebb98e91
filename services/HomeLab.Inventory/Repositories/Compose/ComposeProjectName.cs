using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Tree;

namespace HomeLab.Inventory.Repositories.Compose;

/// <summary>What a project is called.</summary>
/// <remarks>https://docs.docker.com/compose/how-tos/project-name/</remarks>
static partial class ComposeProjectName
{
    public static string Of(ComposeSource source, MapNode model)
    {
        var name = source.Name ?? model.Text("name") ?? source.Variables.Find("COMPOSE_PROJECT_NAME")?.Text ?? RepositoryPath.NameOf(source.Directory);
        return Other().Replace(name.ToLowerInvariant(), "").TrimStart('_', '-');
    }

    [GeneratedRegex("[^a-z0-9_-]")]
    private static partial Regex Other();
}
