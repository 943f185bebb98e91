using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client whose base address is the resource's endpoint: the named one, else https, else http.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var resource = Find(app, resourceName) as IResourceWithEndpoints
            ?? throw new InvalidOperationException($"Resource '{resourceName}' has no allocated endpoints.");
        string[] names = endpointName is null ? ["https", "http"] : [endpointName];
        var endpoint = resource.GetEndpoints()
            .Where(candidate => names.Contains(candidate.EndpointName, StringComparer.OrdinalIgnoreCase))
            .OrderBy(candidate => Array.IndexOf(names, candidate.EndpointName))
            .FirstOrDefault()
            ?? throw new ArgumentException($"Endpoint '{string.Join("' or '", names)}' for resource '{resourceName}' not found.", nameof(endpointName));
        return endpoint.IsAllocated
            ? new Uri(endpoint.Url)
            : throw new InvalidOperationException($"Endpoint '{endpoint.EndpointName}' of '{resourceName}' is not allocated: the application is not started.");
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        Find(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"Resource '{resourceName}' does not expose a connection string.", nameof(resourceName));

    static IResource Find(DistributedApplication app, string resourceName) =>
        app.Services.GetRequiredService<DistributedApplicationModel>().Resources.TryGetByName(resourceName, out var resource)
            ? resource
            : throw new ArgumentException($"Resource '{resourceName}' not found.", nameof(resourceName));
}
