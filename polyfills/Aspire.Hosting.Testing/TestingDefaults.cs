using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

static class TestingDefaults
{
    /// <summary>No dashboard, and no fixed ports: several fleets run on one machine at once.</summary>
    public static DistributedApplicationOptions Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.DisableDashboard = true;
        options.AllowUnsecuredTransport = true;
        settings.EnvironmentName ??= Environments.Development;
        settings.Configuration ??= new ConfigurationManager();
        settings.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["DcpPublisher:RandomizePorts"] = "true" });
        return options;
    }
}
