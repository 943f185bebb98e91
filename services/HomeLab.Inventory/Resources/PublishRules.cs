using HomeLab.Inventory.Lab;
using HomeLab.Lab;
using HomeLab.Lab.Kinds;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Resources;

/// <summary>What of a source becomes public, and with what.</summary>
/// <param name="Publish">Null: nothing.</param>
sealed record PublishRules(PublishSpec? Publish, IReadOnlyList<string> Zones)
{
    /// <param name="labSpec">The lab in force as JSON; null: there is none.</param>
    /// <param name="source"><c>docker/komodo-host</c>.</param>
    public static PublishRules Of(string? labSpec, string source)
    {
        var lab = labSpec is null ? new LabSpec() : LabJson.Read<LabSpec>(labSpec);
        return new PublishRules(lab.Docker.FirstOrDefault(it => SourceNames.Of(it) == source)?.Publish, lab.ZoneNames());
    }
}
