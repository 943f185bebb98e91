using System.Net.Sockets;

static class SimulatorsExtensions
{
    /// <summary>The token of the simulators' demo account; it opens nothing else.</summary>
    const string DemoToken = "demo-lab-token-for-the-simulator-0000000";

    /// <summary>Cloudflare's, as the simulators play them.</summary>
    const string NameServers = "nameservers";

    const string DemoProxmoxToken = "homelab@pve!demo=00000000-0000-4000-8000-0000000000de";
    const string DemoKomodoKey = "K-demo-lab-00000000000000000000000000000000";
    const string DemoKomodoSecret = "S-demo-lab-00000000000000000000000000000000";

    /// <summary>One process that stands in for the systems outside; what it was told it keeps over restarts.</summary>
    public static IResourceBuilder<ProjectResource> AddSimulators(this IDistributedApplicationBuilder builder)
    {
        var store = builder.Configuration["Aspire:Store:Path"] ?? Path.Combine(builder.AppHostDirectory, "obj");
        return builder.AddProject<Projects.HomeLab_Simulators>("simulators")
            .WithHttpEndpoint()
            .WithEndpoint(scheme: "udp", name: NameServers, env: "Simulators__Cloudflare__DnsPort", protocol: ProtocolType.Udp)
            .WithHttpHealthCheck("/health")
            .WithEnvironment("Simulators__DataDirectory", Path.Combine(Path.GetFullPath(store), "data", "simulators"))
            .WithEnvironment("Simulators__Kubernetes__Clusters__0__Name", "demo")
            .WithEnvironment("Simulators__Kubernetes__Clusters__0__IsDemoLab", "true")
            .ExcludeFromManifest();
    }

    public static IResourceBuilder<ProjectResource> WithSimulatedCloudflare(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> simulators)
    {
        var nameServers = simulators.GetEndpoint(NameServers);
        return service
            .WithEnvironment("Dns__CloudflareUrl", $"{simulators.GetEndpoint("http")}/cloudflare/client/v4/")
            .WithEnvironment("Dns__Resolver", $"{nameServers.Property(EndpointProperty.IPV4Host)}:{nameServers.Property(EndpointProperty.Port)}")
            .WithEnvironment("Dns__NameServerPort", $"{nameServers.Property(EndpointProperty.Port)}")
            .WithEnvironment("CLOUDFLARE_TOKEN", DemoToken);
    }

    /// <summary>
    /// The lab reaches them as <c>http://simulators/…</c>. Nothing is probed: what simulated systems give as their addresses is somebody else's in the
    /// network of whoever tries them.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithSimulatedSources(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> simulators) =>
        service
            .WithReference(simulators)
            .WithEnvironment("Inventory__Probes", "false")
            .WithEnvironment("PROXMOX_TOKEN", DemoProxmoxToken)
            .WithEnvironment("KOMODO_KEY", DemoKomodoKey)
            .WithEnvironment("KOMODO_SECRET", DemoKomodoSecret)
            .WithEnvironment("KUBECONFIG_DEMO", $$$"""
                apiVersion: v1
                kind: Config
                clusters: [{name: demo, cluster: {server: "{{{simulators.GetEndpoint("http")}}}/kubernetes/demo"}}]
                users: [{name: demo, user: {token: any}}]
                contexts: [{name: demo, context: {cluster: demo, user: demo}}]
                current-context: demo
                """);
}
