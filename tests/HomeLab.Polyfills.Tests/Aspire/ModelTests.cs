using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Polyfills.Tests.Aspire;

public class ModelTests
{
    [Fact]
    public async Task Builds_an_application_that_knows_its_model()
    {
        var builder = Builders.Run();
        builder.AddContainer("web", "nginx");

        await using var app = builder.Build();

        Assert.Equal(["web"], app.Services.GetRequiredService<DistributedApplicationModel>().Resources.Select(resource => resource.Name));
        Assert.NotNull(app.ResourceNotifications);
        Assert.True(app.Services.GetRequiredService<DistributedApplicationExecutionContext>().IsRunMode);
    }

    [Fact]
    public void Refuses_two_resources_of_one_name()
    {
        var builder = Builders.Run();
        builder.AddContainer("web", "nginx");

        Assert.Throws<DistributedApplicationException>(() => builder.AddContainer("WEB", "nginx"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("two words")]
    [InlineData("a--b")]
    [InlineData("end-")]
    public void Refuses_a_name_that_cannot_be_a_host(string name) =>
        Assert.Throws<ArgumentException>(() => Builders.Run().AddContainer(name, "nginx"));

    [Theory]
    [InlineData("nginx", "nginx:latest")]
    [InlineData("library/nginx:1.29", "library/nginx:1.29")]
    [InlineData("ghcr.io/owner/app:2", "ghcr.io/owner/app:2")]
    [InlineData("localhost:5000/app", "localhost:5000/app:latest")]
    [InlineData("app@sha256:abc", "app@sha256:abc")]
    public void Reads_an_image_by_its_parts(string image, string full)
    {
        var container = Builders.Run().AddContainer("web", image);

        Assert.True(container.Resource.TryGetContainerImageName(out var name));
        Assert.Equal(full, name);
    }

    [Fact]
    public void Runs_servers_from_the_images_that_the_package_names()
    {
        var builder = Builders.Run();

        Assert.True(builder.AddPostgres("pg").WithDataVolume().Resource.TryGetContainerImageName(out var postgres));
        Assert.True(builder.AddRabbitMQ("mq").WithManagementPlugin().Resource.TryGetContainerImageName(out var rabbit));

        Assert.Equal("docker.io/library/postgres:18.3", postgres);
        Assert.Equal("docker.io/library/rabbitmq:4.3-management", rabbit);
    }

    [Fact]
    public void Takes_endpoints_from_the_launch_profile()
    {
        var builder = Builders.Run();
        var orders = builder.AddProject<Projects.TestAppHost_Orders>("orders");
        var bare = builder.AddProject<Projects.TestAppHost_Orders>("bare", launchProfileName: null);

        var endpoint = Assert.Single(orders.Resource.GetEndpoints());
        Assert.Equal(("http", "http", 5285), (endpoint.EndpointName, endpoint.Scheme, endpoint.EndpointAnnotation.Port));
        Assert.Empty(bare.Resource.GetEndpoints());
    }

    [Fact]
    public void Refuses_a_launch_profile_that_is_not_there() =>
        Assert.Throws<DistributedApplicationException>(() =>
            Builders.Run().AddProject<Projects.TestAppHost_Orders>("orders", launchProfileName: "missing"));

    [Fact]
    public void Refuses_a_health_check_without_an_endpoint() =>
        Assert.Throws<DistributedApplicationException>(() => Builders.Run().AddContainer("web", "nginx").WithHttpHealthCheck("/health"));

    [Fact]
    public void Waits_for_the_server_of_a_database_too()
    {
        var builder = Builders.Run();
        var database = builder.AddPostgres("pg").AddDatabase("ordersdb");

        var app = builder.AddExecutable("app", "app", ".").WaitFor(database);

        Assert.Equal(["ordersdb", "pg"], app.Resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).Order());
    }

    [Fact]
    public void Replaces_an_annotation_only_when_it_is_told_to()
    {
        var project = Builders.Run().AddProject<Projects.TestAppHost_Orders>("orders");

        project.WithReplicas(2).WithReplicas(3);

        Assert.Equal(3, project.Resource.GetReplicaCount());
        Assert.Single(project.Resource.Annotations.OfType<ReplicaAnnotation>());
    }
}
