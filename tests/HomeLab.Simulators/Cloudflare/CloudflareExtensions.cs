using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Lists;
using HomeLab.Simulators.Cloudflare.NameServers;
using HomeLab.Simulators.Cloudflare.Records;
using HomeLab.Simulators.Cloudflare.State;
using HomeLab.Simulators.Cloudflare.Tokens;
using HomeLab.Simulators.Cloudflare.Tunnels;
using HomeLab.Simulators.Cloudflare.Zones;
using Microsoft.Extensions.Options;

namespace HomeLab.Simulators.Cloudflare;

static class CloudflareExtensions
{
    public static void AddCloudflareSimulator(this IServiceCollection services)
    {
        services.AddOptions<CloudflareOptions>().BindConfiguration(CloudflareOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<CloudflareOptions>, CloudflareOptionsValidator>();
        services.AddSingleton<CloudflareStore>();
        services.AddSingleton<TunnelStore>();
        services.AddSingleton<ListStore>();
        services.AddSingleton<CredentialStore>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton(provider => new SimulatedNameServers(provider.GetRequiredService<CloudflareStore>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<NameServerListener>();
        services.AddSingleton<CloudflareSystem>();
        services.AddSingleton<ISimulatedSystem>(provider => provider.GetRequiredService<CloudflareSystem>());
    }

    public static void MapCloudflare(this WebApplication app)
    {
        app.MapNameServers();
        foreach (var prefix in app.Services.GetRequiredService<CloudflareSystem>().Prefixes)
        {
            var api = app.MapGroup(prefix.Value!);
            api.MapIpRanges();
            api.MapTokens();
            api.MapZones();
            api.MapRecords();
            api.MapBatch();
            api.MapZoneFiles();
            api.MapTunnels();
            api.MapLists();
        }
    }
}
