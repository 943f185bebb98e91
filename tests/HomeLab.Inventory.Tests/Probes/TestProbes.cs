using System.Security.Cryptography.X509Certificates;
using HomeLab.Inventory.Probes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Tests.Probes;

/// <summary>Probes as the service makes them, of a process that runs on the machine itself.</summary>
static class TestProbes
{
    public static ProbeTargets Targets { get; } = new(isContainer: false, isInCluster: false);

    public static TlsTargets Servers { get; } = new(isContainer: false);

    /// <param name="authorities">Whom it trusts; null: whom the machine does.</param>
    public static ProbeClient Client(InventoryOptions options, TimeProvider time, X509Certificate2Collection? authorities = null)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(ProbeClient.Name).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new ProbeHandler());
        return new ProbeClient(services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>(), new TlsLook(authorities), Options.Create(options), time);
    }

    public static Prober Prober(InventoryOptions options, TimeProvider time, X509Certificate2Collection? authorities = null) =>
        new(Client(options, time, authorities), Targets, Servers, Options.Create(options), time);
}
