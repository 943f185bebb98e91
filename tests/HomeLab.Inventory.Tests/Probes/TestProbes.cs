using HomeLab.Inventory.Probes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Tests.Probes;

/// <summary>Probes as the service makes them, of a process that runs on the machine itself.</summary>
static class TestProbes
{
    public static ProbeTargets Targets { get; } = new(isContainer: false, isInCluster: false);

    public static ProbeClient Client(InventoryOptions options, TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(ProbeClient.Name).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new ProbeHandler());
        return new ProbeClient(services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>(), Options.Create(options), time);
    }

    public static Prober Prober(InventoryOptions options, TimeProvider time) => new(Client(options, time), Targets, Options.Create(options), time);
}
