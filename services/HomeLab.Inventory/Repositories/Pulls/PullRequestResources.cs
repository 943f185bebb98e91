using System.Text.Json.Nodes;
using HomeLab.Inventory.Resources;
using HomeLab.Lab;

namespace HomeLab.Inventory.Repositories.Pulls;

/// <summary>Turns open pull requests into resources. Of their text only the versions are kept that they offer.</summary>
static class PullRequestResources
{
    public const string Kind = "forge.pull";

    const int LongestTitle = 200;

    public static ObservedResource Of(string repository, PullRequest it) => new(
        $"pulls/{repository}/{it.Number}", "", Kind, $"#{it.Number} {Printable.Of(it.Title ?? "", LongestTitle)}", it.Draft ? "draft" : "open", "",
        new Dictionary<string, string>(),
        new JsonObject
        {
            ["author"] = Printable.Of(it.User?.Login ?? "", LongestTitle),
            ["branch"] = Printable.Of(it.Head?.Ref ?? "", LongestTitle),
            ["createdAt"] = $"{it.CreatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            ["isSecurity"] = IsSecurity(it),
            ["updates"] = new JsonArray([.. OfferedUpdate.Read(it.Body).Select(update => new JsonObject { ["package"] = update.Package, ["from"] = update.From, ["to"] = update.To })]),
        }.ToJsonString());

    /// <summary>As Renovate marks what mends a known vulnerability: https://docs.renovatebot.com/configuration-options/#vulnerabilityalerts.</summary>
    static bool IsSecurity(PullRequest it) => (it.Title ?? "").Contains("[SECURITY]", StringComparison.Ordinal)
        || (it.Labels ?? []).Any(label => string.Equals(label.Name, "security", StringComparison.OrdinalIgnoreCase));
}
