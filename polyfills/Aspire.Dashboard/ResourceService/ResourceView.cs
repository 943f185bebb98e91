namespace Aspire.Dashboard.ResourceService;

/// <summary>A resource as the application host last told of it.</summary>
sealed record ResourceView(string Name, string Type, string State)
{
    public string? Source { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public int? ExitCode { get; init; }

    public int Restarts { get; init; }

    public IReadOnlyList<ResourceUrl> Urls { get; init; } = [];

    public IReadOnlyList<ResourceHealth> Health { get; init; } = [];

    public bool IsHealthy => Health.All(report => report.Status == "Healthy");
}
