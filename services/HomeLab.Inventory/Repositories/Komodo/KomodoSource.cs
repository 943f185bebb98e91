using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Komodo;

/// <summary>Where Komodo takes the files of a stack or a sync from.</summary>
static class KomodoSource
{
    /// <summary>Whether it is this repository; null: nothing says so, or nothing says otherwise.</summary>
    public static bool? IsHere(RepositoryOptions options, MapNode config)
    {
        if (config.Boolean("files_on_host") == true)
            return false;
        if (config.Text("repo") is not { } repo)
            return null;
        var provider = config.Text("git_provider") ?? "github.com";
        return options.IsHere($"https://{provider}/{repo}");
    }
}
