using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Aspire;

public sealed class TestingBuilderTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly DirectoryInfo state = Directory.CreateTempSubdirectory("homelab-state-");

    public TestingBuilderTests()
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(state.FullName, (UnixFileMode)0b111_101_101);
    }

    public void Dispose() => state.Delete(recursive: true);

    [Fact]
    public async Task Hands_over_the_model_of_an_AppHost()
    {
        await using var builder = await CreateAsync();

        Assert.Equal("TestAppHost", builder.AppHostAssembly?.GetName().Name);
        Assert.EndsWith(Path.Combine("tests", "TestAppHost"), builder.AppHostDirectory, StringComparison.Ordinal);
        Assert.True(builder.Resources.TryGetByName("orders", out var orders));
        Assert.Contains(orders.Annotations.OfType<WaitAnnotation>(), wait => wait.Resource.Name == "ordersdb");
        await using var app = await builder.BuildAsync();
        Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("orders"));
        Assert.Throws<ArgumentException>(() => app.GetEndpoint("nobody"));
    }

    [Fact]
    public async Task Passes_on_what_the_entry_point_throws()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => CreateAsync("--TestAppHost:Fault=out of order"));

        Assert.Contains("out of order", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_the_projects_of_an_AppHost()
    {
        await using var builder = await CreateAsync("--TestAppHost:Servers=none");
        var app = await builder.BuildAsync();
        await app.StartAsync().WaitAsync(Patience);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("shop").WaitAsync(Patience);
        using var orders = app.CreateHttpClient("orders");
        using var shop = app.CreateHttpClient("shop", "http");

        Assert.Equal("hello, world", await orders.GetStringAsync(new Uri("/settings/GREETING", UriKind.Relative)));
        Assert.Equal("t0ken", await orders.GetStringAsync(new Uri("/settings/TOKEN", UriKind.Relative)));
        Assert.Equal(
            app.GetEndpoint("orders").ToString().TrimEnd('/'),
            await shop.GetStringAsync(new Uri("/settings/services:orders:http:0", UriKind.Relative)));

        await app.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => orders.GetStringAsync(new Uri("/health", UriKind.Relative)));
    }

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task Runs_the_servers_of_an_AppHost()
    {
        await using var builder = await CreateAsync();
        await using var app = await builder.BuildAsync();
        await app.StartAsync().WaitAsync(Patience);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("orders").WaitAsync(Patience);
        using var orders = app.CreateHttpClient("orders");

        var given = await orders.GetStringAsync(new Uri("/settings/ConnectionStrings:ordersdb", UriKind.Relative));

        Assert.Equal(await app.GetConnectionStringAsync("ordersdb"), given);
    }

    Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] args) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.TestAppHost>(
            [.. args, "--HOMELAB_STATE=" + state.FullName, "--Parameters:token=t0ken"]);
}
