using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.RabbitMQ;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class RabbitMQBuilderExtensions
{
    const string Registry = "docker.io";
    const string Image = "library/rabbitmq";
    const string Tag = "4.3";
    const string ManagementSuffix = "-management";
    const string DataDirectory = "/var/lib/rabbitmq";
    const int AmqpPort = 5672;
    const int ManagementPort = 15672;

    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder, string name,
        IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        // Special characters would have to be escaped where the connection string is a URI.
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, name + "-password", special: false);
        var server = new RabbitMQServerResource(name, userName?.Resource, secret);
        return builder.AddResource(server)
            .WithImage(Image, Tag)
            .WithImageRegistry(Registry)
            .WithEndpoint(port: port, targetPort: AmqpPort, name: RabbitMQServerResource.PrimaryEndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["RABBITMQ_DEFAULT_USER"] = server.UserNameReference;
                context.EnvironmentVariables["RABBITMQ_DEFAULT_PASS"] = server.PasswordParameter;
            })
            .WithAnnotation(NativeBroker.Of(server))
            .WithBrokerHealthCheck();
    }

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataDirectory, isReadOnly).WithStableNodeName();

    public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(
        this IResourceBuilder<RabbitMQServerResource> builder, string source, bool isReadOnly = false) =>
        builder.WithBindMount(source, DataDirectory, isReadOnly).WithStableNodeName();

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(this IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.WithManagementPlugin(null);

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(
        this IResourceBuilder<RabbitMQServerResource> builder, int? port)
    {
        var image = builder.Resource.Annotations.OfType<ContainerImageAnnotation>().Last();
        if (image.Tag is not { Length: > 0 } tag)
            throw new DistributedApplicationException($"Cannot configure the management plugin of '{builder.Resource.Name}': its image has no tag.");

        // Each image has a twin with the plugin, told apart by its tag alone.
        if (!tag.EndsWith(ManagementSuffix, StringComparison.Ordinal)) image.Tag = tag + ManagementSuffix;
        return builder.Resource.ManagementEndpoint.Exists
            ? builder.WithEndpoint(RabbitMQServerResource.ManagementEndpointName, endpoint => endpoint.Port = port ?? endpoint.Port)
            : builder.WithHttpEndpoint(port: port, targetPort: ManagementPort, name: RabbitMQServerResource.ManagementEndpointName);
    }

    // A node's data directory is named after the node, and by default the node after the container's random host name.
    static IResourceBuilder<RabbitMQServerResource> WithStableNodeName(this IResourceBuilder<RabbitMQServerResource> builder) =>
        builder.WithEnvironment("RABBITMQ_NODENAME", $"{builder.Resource.Name}@localhost");

    static IResourceBuilder<RabbitMQServerResource> WithBrokerHealthCheck(this IResourceBuilder<RabbitMQServerResource> builder)
    {
        var key = builder.Resource.Name + "_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, _ => new BrokerHealthCheck(builder.Resource), failureStatus: null, tags: null, timeout: TimeSpan.FromSeconds(10)));
        return builder.WithHealthCheck(key);
    }
}
