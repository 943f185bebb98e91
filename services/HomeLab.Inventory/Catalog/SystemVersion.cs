using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Catalog.Matching;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Inventory.Catalog;

/// <summary>Finds the version that a system runs.</summary>
static partial class SystemVersion
{
    /// <returns>As it stands there, with or without a <c>v</c>; null: nothing tells.</returns>
    public static string? Find(CatalogEntry entry, IReadOnlyList<Observation> own, SiteIndex site, IReadOnlyList<ProbeReading> readings) =>
        entry.Spec.Version.SelectMany(it => Candidates(it, entry, own, site, readings).Select(text => Captured(it, text)))
            .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text))?.Trim();

    static IEnumerable<string> Candidates(
        VersionSpec version, CatalogEntry entry, IReadOnlyList<Observation> own, SiteIndex site, IReadOnlyList<ProbeReading> readings) => version.From switch
        {
            "imageTag" => own.SelectMany(it => it.Images).Select(ImageName.Parse).Where(it => IsMeant(version, entry, it)).Select(it => it.Tag).Where(IsVersion),
            "label" => own.SelectMany(it => new[] { it.Labels, it.PodLabels }).Select(it => it.GetValueOrDefault(version.Key!, "")),
            "annotation" => own.Select(it => it.Annotations.GetValueOrDefault(version.Key!, "")),
            "chart" => own.SelectMany(it => new[] { it.Labels, it.PodLabels }).Select(it => Chart().Match(it.GetValueOrDefault("helm.sh/chart", "")).Groups[1].Value),
            "field" => site.OfKind(version.ApiVersion!, version.Kind!).Where(it => version.ObjectName is null || Glob.IsMatch(version.ObjectName, it.Name))
                .SelectMany(it => FactPath.Parse(version.Path!).Texts(it.Facts)),
            "http" => readings.Where(it => it is { Failure: null, Probe: "http" } && it.Key == $":{version.Port}{version.Path}").SelectMany(it => Answer(version, it.Body)),
            _ => [],
        };

    static bool IsMeant(VersionSpec version, CatalogEntry entry, ImageName image)
    {
        var globs = version.Image is { } one ? [one] : entry.Spec.Recognise.SelectMany(it => it.Match == "image" ? it.Globs! : []).ToList();
        return globs.Count == 0 || globs.Any(glob => Glob.IsMatch(ImageName.Plain(glob), image.Repository));
    }

    // `latest`, `stable` and the like say nothing, nor does a variable.
    static bool IsVersion(string tag) => tag.Any(char.IsAsciiDigit) && !tag.Contains('$', StringComparison.Ordinal);

    static IEnumerable<string> Answer(VersionSpec version, string body)
    {
        if (version.At is null)
            return [body];
        try
        {
            return FactPath.Parse(version.At).Texts(JsonNode.Parse(body));
        }
        catch (JsonException)
        {
            return [];
        }
    }

    static string Captured(VersionSpec version, string text) => version.Capture is not { } capture
        ? text
        : Regex.Match(text, capture, RegexOptions.NonBacktracking).Groups[1].Value;

    [GeneratedRegex(@"-v?(\d+\.\d.*)$")]
    private static partial Regex Chart();
}
