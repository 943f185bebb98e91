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

    /// <summary>The environment as the resource gets it, or as a manifest writes it.</summary>
    public static async Task<Dictionary<string, string>> EnvironmentAsync(
        this IResource resource, DistributedApplicationOperation operation = DistributedApplicationOperation.Run)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .WithEnvironmentVariablesConfig()
            .BuildAsync(new DistributedApplicationExecutionContext(operation));
        Assert.Null(configuration.Exception);
        return configuration.EnvironmentVariables.ToDictionary();
    }

    public static async Task<string[]> ArgumentsAsync(this IResource resource)
    {
        var configuration = await ExecutionConfigurationBuilder.Create(resource)
            .WithArgumentsConfig()
            .BuildAsync(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run));
        return [.. configuration.Arguments.Select(argument => argument.Value)];
    }
}
