using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboards;
using Aspire.Hosting.Running.Launching;
using HomeLab.NativeServers;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Running;

/// <summary>The dashboard: a process beside the model's own, set up by the variables of the real Aspire dashboard.</summary>
/// <remarks>
/// Its program is the DLL that the AppHost's assembly names under <c>aspiredashboardpath</c>, as with the real SDK, or
/// <c>Aspire.Dashboard.dll</c> beside the AppHost. Its OTLP address and key go into the AppHost's configuration, from
/// which every service's environment is made: https://aspire.dev/dashboard/configuration/.
/// </remarks>
sealed class Dashboard(AppHostLocation location, DistributedApplicationOptions options, IConfiguration configuration, ResourceLogs logs, PortAllocation ports, ResourceServiceHost resources)
    : IResourceLauncher
{
    const string Grpc = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    const string Http = "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL";

    readonly string key = RandomNumberGenerator.GetHexString(32, lowercase: true);
    readonly string token = RandomNumberGenerator.GetHexString(32, lowercase: true);

    string? Program => IsDisabled(options, configuration) ? null : location.FindDashboard();

    /// <summary>The dashboard as a resource with its addresses, or null when there is none.</summary>
    public DashboardResource? Prepare()
    {
        if (Program is null) return null;

        var resource = new DashboardResource();
        ports.Allocate([resource], "dashboard-ports.json");
        configuration[Grpc] = UrlOf(resource, DashboardResource.OtlpGrpc);
        configuration[Http] = UrlOf(resource, DashboardResource.OtlpHttp);
        configuration["AppHost:OtlpApiKey"] = key;
        return resource;
    }

    /// <summary>Where a person opens it; holds the token that logs the browser in.</summary>
    public string LoginUrl(DashboardResource resource) => $"{UrlOf(resource, DashboardResource.Frontend)}/login?t={token}";

    /// <summary>Whether the AppHost's code or the variable <c>ASPIRE_DISABLE_DASHBOARD</c> wants none.</summary>
    public static bool IsDisabled(DistributedApplicationOptions options, IConfiguration configuration) =>
        options.DisableDashboard || string.Equals(configuration["ASPIRE_DISABLE_DASHBOARD"], "true", StringComparison.OrdinalIgnoreCase);

    public bool CanLaunch(IResource resource) => resource is DashboardResource;

    public async Task<ResourceProcess> LaunchAsync(IResource resource, CancellationToken cancellationToken)
    {
        var process = await Supervisor.StartAsync(
            new ProcessSpecification("dotnet", Program!)
            {
                Environment = EnvironmentOf((DashboardResource)resource),
                WorkingDirectory = Path.GetDirectoryName(Program),
                Output = line => logs.Append(resource, line, isError: false),
                Error = line => logs.Append(resource, line, isError: true),
            },
            cancellationToken);
        return ResourceProcess.Of(process, "dashboard");
    }

    Dictionary<string, string?> EnvironmentOf(DashboardResource resource)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = UrlOf(resource, DashboardResource.Frontend),
            [Grpc] = UrlOf(resource, DashboardResource.OtlpGrpc),
            [Http] = UrlOf(resource, DashboardResource.OtlpHttp),
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = key,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = token,
        };
        if (resources.Address is not { } resourceService) return environment;

        environment["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = resourceService.Url;
        environment["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
        environment["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = resourceService.ApiKey;
        return environment;
    }

    static string UrlOf(IResource resource, string endpoint) =>
        resource.Annotations.OfType<EndpointAnnotation>().Single(annotation => annotation.Name == endpoint).AllocatedEndpoint!.UriString;
}
