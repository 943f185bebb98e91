using System.Text.RegularExpressions;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>Which objects a patch or a replacement is for: regular expressions over the whole of each name.</summary>
sealed class PatchTarget(MapNode selector)
{
    /// <summary>An object that was renamed is found by its names before too.</summary>
    public bool Matches(Manifest manifest) =>
        Fits("group", manifest.Group) && Fits("version", manifest.Version) && Fits("kind", manifest.Kind) && Fits("namespace", manifest.Namespace)
        && manifest.Formerly.Append(manifest.Name).Any(it => Fits("name", it))
        && Selects(selector.Text("labelSelector"), manifest.Label) && Selects(selector.Text("annotationSelector"), manifest.Annotation);

    bool Fits(string field, string value)
    {
        if (selector.Text(field) is not { } pattern || pattern == value)
            return true;
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary><c>a=b, c!=d, e, !f, g in (h, i)</c></summary>
    static bool Selects(string? text, Func<string, string?> value) => text is null || Regex.Split(text, @",(?![^(]*\))").All(part =>
    {
        var requirement = part.Trim();
        if (Regex.Match(requirement, @"^(\S+)\s+(in|notin)\s+\((.*)\)$", RegexOptions.NonBacktracking) is { Success: true } set)
            return set.Groups[3].Value.Split(',', StringSplitOptions.TrimEntries).Contains(value(set.Groups[1].Value)) == (set.Groups[2].Value == "in");
        if (requirement.Split("!=") is [var unequal, var unwanted])
            return value(unequal.Trim()) != unwanted.Trim();
        if (requirement.Split('=', StringSplitOptions.RemoveEmptyEntries) is [var key, var wanted])
            return value(key.Trim()) == wanted.Trim();
        return requirement.StartsWith('!') ? value(requirement[1..]) is null : value(requirement) is not null;
    });
}
