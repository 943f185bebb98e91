using System.Text.Json.Serialization;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo.Stacks;

/// <summary>A stack with its configuration, and what Core found out about it. Files and environments, which hold secrets, are not read.</summary>
public sealed record StackDocument
{
    [JsonInclude]
    [JsonPropertyName("_id")]
    internal MongoId? MongoId { get; init; }

    [JsonIgnore]
    public string Id => MongoId?.Text ?? "";

    public required string Name { get; init; }

    public StackConfig Config { get; init; } = new();

    public StackFindings Info { get; init; } = new();

    /// <summary>What Compose calls it: what was deployed counts, then what is configured.</summary>
    [JsonIgnore]
    public string Project => Info.DeployedProjectName is { Length: > 0 } deployed ? deployed : Config.ProjectName.Length > 0 ? Config.ProjectName : Name;
}
