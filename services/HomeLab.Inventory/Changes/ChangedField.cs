using System.Text.Json.Serialization;

namespace HomeLab.Inventory.Changes;

/// <summary>One field of an object that became another.</summary>
/// <param name="Path"><c>spec.template.spec.containers[app].image</c>.</param>
/// <param name="Was">Null: there was none.</param>
/// <param name="Became">Null: there is none any more.</param>
sealed record ChangedField(string Path, string? Was, string? Became)
{
    /// <summary>Of the path; an element of a list stands in brackets. Known while the change is seen, and not kept.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Segments { get; init; } = [];
}
