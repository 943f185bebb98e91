static class SimulatorsExtensions
{
    /// <summary>The token of the simulators' demo account; it opens nothing else.</summary>
    const string DemoToken = "demo-lab-token-for-the-simulator-0000000";

    /// <summary>One process that stands in for the systems outside; what it was told it keeps over restarts.</summary>
    public static IResourceBuilder<ProjectResource> AddSimulators(this IDistributedApplicationBuilder builder)
    {
        var store = builder.Configuration["Aspire:Store:Path"] ?? Path.Combine(builder.AppHostDirectory, "obj");
        return builder.AddProject<Projects.HomeLab_Simulators>("simulators")
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health")
            .WithEnvironment("Simulators__DataDirectory", Path.Combine(Path.GetFullPath(store), "data", "simulators"))
            .ExcludeFromManifest();
    }

    public static IResourceBuilder<ProjectResource> WithSimulatedCloudflare(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<ProjectResource> simulators) =>
        service
            .WithEnvironment("Dns__CloudflareUrl", $"{simulators.GetEndpoint("http")}/cloudflare/client/v4/")
            .WithEnvironment("CLOUDFLARE_TOKEN", DemoToken);
}
