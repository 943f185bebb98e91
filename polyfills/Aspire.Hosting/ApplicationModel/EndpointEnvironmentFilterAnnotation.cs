namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints a project hears of through its own environment (its URLs or ports).</summary>
sealed class EndpointEnvironmentFilterAnnotation(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public Func<EndpointAnnotation, bool> Filter { get; } = filter;
}
