using System.Text.Json.Serialization;
using HomeLab.Simulators.Addresses;
using HomeLab.Simulators.Clock;
using HomeLab.Simulators.Cloudflare;
using HomeLab.Simulators.ExternalDns;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.Komodo;
using HomeLab.Simulators.Kubernetes;
using HomeLab.Simulators.Pages;
using HomeLab.Simulators.Persistence;
using HomeLab.Simulators.Proxmox;
using HomeLab.Simulators.Proxmox.Listening;
using HomeLab.Simulators.RequestLog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HomeLab.Simulators;

static class SimulatorsExtensions
{
    public static void AddSimulators(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SimulatorsOptions>().BindConfiguration(SimulatorsOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        // The request log says it better.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase)));
        builder.Services.AddSingleton<SimulatorClock>();
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<SimulatorClock>());
        builder.Services.AddSingleton<DataDirectory>();
        builder.Services.AddSingleton<FaultSwitchboard>();
        builder.Services.AddSingleton<RequestJournal>();
        builder.Services.AddSingleton<LateRequests>();
        builder.Services.AddSingleton<LiveView>();
        builder.Services.AddCloudflareSimulator();
        builder.Services.AddProxmoxSimulator();
        builder.Services.AddKubernetesSimulator();
        builder.Services.AddKomodoSimulator();
        builder.Services.AddAddressSimulator();
        builder.Services.AddExternalDnsSimulator();
    }

    public static void MapSimulators(this WebApplication app)
    {
        app.UseMiddleware<NodePortMiddleware>();
        app.UseMiddleware<LocalOnlyMiddleware>();
        app.UseMiddleware<RequestJournalMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseWebSockets();
        app.UseMiddleware<CloudflareMiddleware>();
        app.UseMiddleware<ProxmoxMiddleware>();
        app.UseMiddleware<KubernetesMiddleware>();
        app.UseMiddleware<KomodoMiddleware>();
        app.UseRouting();

        app.MapGet("/health", () => TypedResults.Text("Healthy"));
        app.MapControl();
        app.MapFaults();
        app.MapClock();
        app.MapRequests();
        app.MapPages();
        app.MapCloudflare();
        app.MapProxmox();
        app.MapKubernetes();
        app.MapKomodo();
        app.MapAddresses();
        app.MapExternalDns();
    }

    static void MapControl(this WebApplication app) => app.MapPost("/_sim/reset", Reset);

    static NoContent Reset(IEnumerable<ISimulatedSystem> systems, FaultSwitchboard faults, SimulatorClock clock, RequestJournal journal)
    {
        faults.Clear();
        clock.Reset();
        foreach (var system in systems)
            system.Reset();
        journal.Clear();
        return TypedResults.NoContent();
    }
}
