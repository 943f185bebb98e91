using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace HomeLab.Polyfills.Tests.Aspire;

public class EndpointReferenceTests
{
    readonly IResourceBuilder<ContainerResource> web = Builders.Run().AddContainer("web", "nginx").WithHttpEndpoint(targetPort: 80);

    [Fact]
    public async Task Waits_for_its_address()
    {
        var endpoint = web.GetEndpoint("http");

        var url = endpoint.GetValueAsync().AsTask();

        Assert.False(endpoint.IsAllocated);
        Assert.False(url.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => endpoint.Url);
        web.Resource.Allocate("http", 8080);
        Assert.Equal("http://localhost:8080", await url);
        Assert.Equal(8080, endpoint.Port);
    }

    [Fact]
    public async Task Stops_waiting_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var url = web.GetEndpoint("http").GetValueAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => url);
    }

    [Theory]
    [InlineData(EndpointProperty.Url, "{web.bindings.http.url}", "http://localhost:8080")]
    [InlineData(EndpointProperty.Host, "{web.bindings.http.host}", "localhost")]
    [InlineData(EndpointProperty.IPV4Host, "{web.bindings.http.host}", "127.0.0.1")]
    [InlineData(EndpointProperty.Port, "{web.bindings.http.port}", "8080")]
    [InlineData(EndpointProperty.TargetPort, "{web.bindings.http.targetPort}", "80")]
    [InlineData(EndpointProperty.Scheme, "{web.bindings.http.scheme}", "http")]
    [InlineData(EndpointProperty.HostAndPort, "{web.bindings.http.host}:{web.bindings.http.port}", "localhost:8080")]
    public async Task Names_and_knows_each_of_its_properties(EndpointProperty property, string expression, string value)
    {
        web.Resource.Allocate("http", 8080);

        var reference = web.GetEndpoint("http").Property(property);

        Assert.Equal(expression, reference.ValueExpression);
        Assert.Equal(value, await reference.GetValueAsync());
    }

    [Fact]
    public async Task Gives_the_new_address_after_a_restart()
    {
        web.Resource.Allocate("http", 8080);
        web.Resource.Allocate("http", 9090);

        Assert.Equal("http://localhost:9090", await web.GetEndpoint("http").GetValueAsync());
    }

    [Fact]
    public void May_name_an_endpoint_that_is_declared_later()
    {
        var endpoint = web.GetEndpoint("admin");
        Assert.False(endpoint.Exists);
        Assert.Throws<InvalidOperationException>(() => endpoint.EndpointAnnotation);

        web.WithHttpEndpoint(name: "admin");

        Assert.True(endpoint.Exists);
    }

    [Fact]
    public void Refuses_a_second_endpoint_of_one_name() =>
        Assert.Throws<DistributedApplicationException>(() => web.WithHttpEndpoint());
}
