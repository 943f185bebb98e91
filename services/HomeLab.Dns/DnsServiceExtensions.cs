using HomeLab.Contracts.Inventory;
using HomeLab.Dns.Addresses;
using HomeLab.Dns.Answers;
using HomeLab.Dns.Budgets;
using HomeLab.Dns.Draining;
using HomeLab.Dns.Drift;
using HomeLab.Dns.Lists;
using HomeLab.Dns.Measuring;
using HomeLab.Dns.Messaging;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Providers.Cloudflare;
using HomeLab.Dns.Providers.Rfc2136;
using HomeLab.Dns.Providers.Webhook;
using HomeLab.Dns.Reconciling;
using HomeLab.Dns.Rpc;
using HomeLab.Dns.Sources;
using HomeLab.Dns.Tunnels;
using HomeLab.Dns.Undoing;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Options;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Rpc;
using Microsoft.Extensions.Options;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;

namespace HomeLab.Dns;

static class DnsServiceExtensions
{
    public static WebApplicationBuilder AddDns(this WebApplicationBuilder builder)
    {
        builder.AddDatabase("dns-db");
        builder.AddMessaging(messaging => messaging
            .OnHint<LabRevised, ZoneHints>()
            .OnHint<ResourceChanged, ZoneHints>()
            .OnHint<SourceAvailabilityChanged, ZoneHints>()
            .OnHint<SystemHealthChanged, ZoneHints>());
        builder.AddRpcClient<InventoryClient>("inventory");
        builder.AddZones();
        builder.Services.AddProviders();
        builder.AddReconciler<DnsReconciler>();
        builder.AddReconciler<UplinkReconciler>();
        builder.AddReconciler<AnswerReconciler>();
        builder.AddReconciler<IpListReconciler>();
        builder.Services.AddSingleton<FigureStore>();
        builder.Services.AddHostedService<DnsGauges>();
        builder.Services.AddSingleton<DriftStore>();
        builder.Services.AddHostedService<DriftWatch>();
        return builder;
    }

    public static WebApplication MapDns(this WebApplication app)
    {
        app.MapRpc<DnsService>(Role.Viewer);
        app.MapRpc<RecordChangesService>(Role.Viewer);
        app.MapRpc<DrainingService>(Role.Viewer);
        return app;
    }

    internal static void AddZones(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<DnsOptions>("Dns");
        builder.Services.AddSingleton<IValidateOptions<DnsOptions>, DnsOptionsValidator>();
        builder.Services.AddSingleton<LabStore>();
        builder.Services.AddSingleton<LabFeed>();
        builder.Services.AddSingleton<ZoneMirror>();
        builder.Services.AddSingleton<ZoneStatuses>();
        builder.Services.AddSingleton<EndpointResultStore>();
        builder.Services.AddSingleton<RecentWrites>();
        builder.Services.AddSingleton<ClaimStore>();
        builder.Services.AddSingleton<OwnershipWishes>();
        builder.Services.AddSingleton<ZoneOwnership>();
        builder.Services.AddSingleton<ZoneObservation>();
        builder.Services.AddSingleton<LateRecords>();
        builder.Services.AddSingleton<PlanBrakes>();
        builder.Services.AddSingleton<PlanApplier>();
        builder.Services.AddSingleton<ZoneReporting>();
        builder.AddAddresses();
        builder.Services.AddAnswers();
        builder.Services.AddUndoing();
        builder.Services.AddDraining();
    }

    internal static void AddProviders(this IServiceCollection services)
    {
        services.AddSingleton<SecretReader>();
        services.AddSingleton<IDnsProviders, DnsProviders>();
        services.AddSingleton<Rfc2136Providers>();
        services.AddWebhooks();
        services.AddCloudflare();
    }

    static void AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookProviders>();
        services
            .AddHttpClient(WebhookProviders.ClientName, (provider, http) =>
            {
                http.Timeout = provider.GetRequiredService<IOptions<DnsOptions>>().Value.CallTimeout;
                http.MaxResponseContentBufferSize = WebhookProviders.LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    static void AddCloudflare(this IServiceCollection services)
    {
        services.AddSingleton<BudgetMetrics>();
        services.AddSingleton<BudgetStore>();
        services.AddSingleton<IBudgets>(provider => provider.GetRequiredService<BudgetStore>());
        services.AddSingleton<CloudflareProviders>();
        services.AddSingleton<TunnelReadings>();
        services.AddHttpClient(CloudflareProviders.ClientName, (provider, http) =>
        {
            http.Timeout = provider.GetRequiredService<IOptions<DnsOptions>>().Value.CallTimeout;
            http.MaxResponseContentBufferSize = CloudflareProviders.LargestAnswer;
        });
    }
}
