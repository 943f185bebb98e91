namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a registered health check that a resource must pass before it counts as healthy.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}
