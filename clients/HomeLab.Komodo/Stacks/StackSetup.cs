using System.Text.Json;
using System.Text.Json.Serialization;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo.Stacks;

/// <summary>A stack with all of its configuration as Core stores it, for whoever changes it. Its environment and its files may hold secrets.</summary>
public sealed record StackSetup
{
    [JsonInclude]
    [JsonPropertyName("_id")]
    internal MongoId? MongoId { get; init; }

    [JsonIgnore]
    public string Id => MongoId?.Text ?? "";

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    /// <summary>Every field; what was never set has its default.</summary>
    public required JsonElement Config { get; init; }

    public StackDeployment Info { get; init; } = new();
}

/// <summary>What was deployed last.</summary>
public sealed record StackDeployment
{
    /// <summary>None: it was never deployed.</summary>
    public string? DeployedProjectName { get; init; }

    /// <summary>The commit; null where it does not come from Git.</summary>
    public string? DeployedHash { get; init; }

    public IReadOnlyList<DeployedFile>? DeployedContents { get; init; }
}

/// <param name="Path">As the stack's <c>file_paths</c> name it.</param>
public sealed record DeployedFile(string Path, string Contents);
