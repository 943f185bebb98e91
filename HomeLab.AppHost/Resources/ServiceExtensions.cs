static class ServiceExtensions
{
    /// <summary>HTTP/1.1 for health; HTTP/2 on a port of its own for gRPC, since without TLS a port speaks one version only.</summary>
    public static IResourceBuilder<ProjectResource> WithServiceEndpoints(this IResourceBuilder<ProjectResource> service) =>
        service
            .WithHttpEndpoint()
            .WithHttpHealthCheck("/health/ready")
            .WithHttpEndpoint(name: "grpc", env: "Rpc__Port")
            .WithEndpointsInEnvironment(endpoint => endpoint.Name != "grpc")
            .WithEndpoint("grpc", endpoint => endpoint.Transport = "http2");

    /// <summary>A service waits for its broker itself: both start at the same time.</summary>
    public static IResourceBuilder<ProjectResource> WithBroker(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<RabbitMQServerResource> broker) =>
        service.WithReference(broker).WithEnvironment("Messaging__StartWithin", "00:01:00");

    /// <summary>A service owns its database.</summary>
    public static IResourceBuilder<ProjectResource> WithDatabase(
        this IResourceBuilder<ProjectResource> service, IResourceBuilder<PostgresDatabaseResource> database) =>
        service.WithReference(database).WaitFor(database);
}
