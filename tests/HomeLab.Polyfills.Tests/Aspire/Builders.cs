using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace HomeLab.Polyfills.Tests.Aspire;

static class Builders
{
    public static IDistributedApplicationBuilder Run(params string[] args) => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { Args = [.. args, "--HOMELAB_STATE=" + Path.Combine(Path.GetTempPath(), "homelab-tests")], DisableDashboard = true });

    public static IDistributedApplicationBuilder Publish(params string[] args) => Run([.. args, "--operation", "publish"]);

    /// <summary>Gives an endpoint its address, as the runner does.</summary>
    public static void Allocate(this IResource resource, string endpointName, int port)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single(endpoint => endpoint.Name == endpointName);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
    }
}
