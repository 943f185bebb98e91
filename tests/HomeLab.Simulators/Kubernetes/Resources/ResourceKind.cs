using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Kubernetes.Resources;

/// <summary>A resource of one served version.</summary>
/// <param name="Group">Empty for the core.</param>
/// <param name="Plural">As in paths.</param>
sealed record ResourceKind(string Group, string Version, string Plural, string Kind, bool IsNamespaced)
{
    public bool HasStatus { get; init; } = true;

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public bool IsCustom { get; init; }

    /// <summary>What a custom resource's definition says of its shape.</summary>
    public JsonNode? Schema { get; init; }

    public string Singular => Kind.ToLowerInvariant();

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The same for all versions: <c>deployments.apps</c>.</summary>
    public string Qualified => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    public string ListKind => Kind + "List";
}
