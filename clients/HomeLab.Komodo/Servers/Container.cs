namespace HomeLab.Komodo.Servers;

/// <summary>A container of a server, as its engine lists it.</summary>
public sealed record Container
{
    const string ProjectLabel = "com.docker.compose.project";
    const string ServiceLabel = "com.docker.compose.service";

    public required string Name { get; init; }

    /// <summary>The engine's.</summary>
    public string? Id { get; init; }

    public string? Image { get; init; }

    /// <summary>As Docker says it; empty where Komodo does not know.</summary>
    public string State { get; init; } = "";

    /// <summary>In words, with its health where it has one: <c>Up 2 hours (healthy)</c>.</summary>
    public string Status { get; init; } = "";

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? Project => Labels?.GetValueOrDefault(ProjectLabel);

    public string? Service => Labels?.GetValueOrDefault(ServiceLabel);
}
