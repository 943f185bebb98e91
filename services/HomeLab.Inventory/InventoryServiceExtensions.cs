using HomeLab.Inventory.Backups;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Certificates;
using HomeLab.Inventory.Changes;
using HomeLab.Inventory.Docker;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Holds;
using HomeLab.Inventory.Komodo;
using HomeLab.Inventory.Kubernetes;
using HomeLab.Inventory.Kubernetes.Events;
using HomeLab.Inventory.Lab;
using HomeLab.Inventory.Owners;
using HomeLab.Inventory.Probes;
using HomeLab.Inventory.Proxmox;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Repositories.Pulls;
using HomeLab.Inventory.Repositories.Stacks;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Systems;
using HomeLab.ServiceDefaults.Options;
using HomeLab.Inventory.Sources;
using HomeLab.Inventory.Traefik.Api;
using HomeLab.Inventory.Zones;
using HomeLab.ServiceDefaults.Rpc;
using BackupsClient = HomeLab.Contracts.Grpc.Backups.Backups.BackupsClient;
using ControlClient = HomeLab.Contracts.Grpc.Control.Control.ControlClient;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;

namespace HomeLab.Inventory;

static class InventoryServiceExtensions
{
    public static WebApplicationBuilder AddInventory(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<InventoryOptions>("Inventory");
        builder.Services.AddResources();
        builder.Services.AddSources();
        builder.Services.AddLab();
        builder.Services.AddDocker();
        builder.Services.AddKubernetes();
        builder.Services.AddSingleton<ISourceKind, ProxmoxClusters>();
        builder.Services.AddRepositories();
        builder.AddZones();
        builder.AddBackups();
        builder.Services.AddSingleton<ISourceKind, KomodoCores>();
        builder.Services.AddSingleton<ISourceKind, TraefikProxies>();
        builder.Services.AddCatalog();
        builder.Services.AddEvaluation();
        return builder;
    }

    /// <summary>A fleet without the service Dns sees no zones.</summary>
    static void AddZones(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["services:dns:grpc:0"] is not null)
        {
            builder.AddRpcClient<DnsClient>("dns");
            builder.AddRpcClient<ControlClient>("dns");
        }
        builder.Services.AddSingleton<ISourceKind, DnsZones>();
    }

    /// <summary>A fleet without the service Backups knows of no copies that it makes.</summary>
    static void AddBackups(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["services:backups:grpc:0"] is not null)
            builder.AddRpcClient<BackupsClient>("backups");
        builder.Services.AddSingleton<ISourceKind, BackupCopies>();
        builder.Services.AddSingleton<WantedBackups>();
    }

    static void AddResources(this IServiceCollection services)
    {
        services.AddHostedService<Epochs>();
        services.AddHostedService<Retention>();
        services.AddSingleton<ChangeQueries>();
        services.AddSingleton<Observations>();
        services.AddSingleton<PlacedHolds>();
        services.AddSingleton<LabViews>();
    }

    static void AddSources(this IServiceCollection services)
    {
        services.AddSingleton<SecretReader>();
        services.AddSingleton<SourceAddresses>();
        services.AddSingleton<SourceLeases>();
        services.AddSingleton<LeasedLoop>();
        services.AddHostedService<SourceObservers>();
    }

    static void AddLab(this IServiceCollection services)
    {
        services.AddSingleton<LabStore>();
        services.AddSingleton<LabReader>();
        services.AddHostedService<LabWatcher>();
    }

    static void AddCatalog(this IServiceCollection services)
    {
        // Read at once: a service whose own catalogue is wrong does not start.
        services.AddSingleton(CatalogFiles.Read());
        services.AddSingleton<LabCatalog>();
    }

    static void AddProbes(this IServiceCollection services)
    {
        services.AddHttpClient(ProbeClient.Name).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new ProbeHandler());
        services.AddSingleton<ProbeClient>();
        var isContainer = File.Exists("/.dockerenv");
        services.AddSingleton(new TlsLook());
        services.AddSingleton(new TlsTargets(isContainer));
        services.AddSingleton(new ProbeTargets(isContainer, File.Exists("/var/run/secrets/kubernetes.io/serviceaccount/token")));
        services.AddSingleton<Prober>();
        services.AddHostedService(provider => provider.GetRequiredService<Prober>());
    }

    static void AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<RevisionSignal>();
        services.AddSingleton<SystemQueries>();
        services.AddSingleton<IEvaluation, SystemsEvaluation>();
        services.AddSingleton<IEvaluation, CertificatesEvaluation>();
        services.AddSingleton<IEvaluation, FindingsEvaluation>();
        services.AddSingleton<FindingQueries>();
        services.AddSingleton<OwnerQueries>();
        services.AddHostedService<Evaluator>();
        services.AddProbes();
    }

    static void AddDocker(this IServiceCollection services)
    {
        services.AddSingleton<DockerClients>();
        services.AddSingleton<ISourceKind, DockerHosts>();
    }

    static void AddRepositories(this IServiceCollection services)
    {
        services.AddSingleton<RepositoryCopies>();
        services.AddSingleton<RepositoryAnnouncements>();
        services.AddSingleton<ISourceKind, RepositorySources>();
        services.AddHttpClient(ForgeClient.Name).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<ISourceKind, PullRequestSources>();
        services.AddSingleton<StackTrees>();
        services.AddSingleton<StackRenderings>();
        services.AddSingleton<WantedStacks>();
    }

    static void AddKubernetes(this IServiceCollection services)
    {
        services.AddSingleton<ClusterClients>();
        services.AddSingleton(provider => new WatchedTypes(provider.GetRequiredService<SystemCatalog>().ApiGroups));
        services.AddSingleton<ISourceKind, KubernetesClusters>();
        services.AddSingleton<EventTables>();
        services.AddSingleton<ISourceKind, ClusterEvents>();
    }
}
