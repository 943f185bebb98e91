using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Polyfills.Tests.Aspire;

public class EnvironmentTests
{
    [Fact]
    public async Task Gives_connection_strings_and_their_parts_by_the_names_of_the_resources()
    {
        var builder = Builders.Run();
        var server = builder.AddPostgres("pg", password: builder.AddParameter("pg-password", "p@ss", secret: true));
        var broker = builder.AddRabbitMQ("mq", password: builder.AddParameter("mq-password", "rabbit", secret: true));
        var app = builder.AddExecutable("app", "app", ".").WithReference(server.AddDatabase("ordersdb", "orders")).WithReference(broker);
        server.Resource.Allocate("tcp", 5433);
        broker.Resource.Allocate("tcp", 5673);

        var environment = await app.Resource.EnvironmentAsync();

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["ConnectionStrings__ordersdb"] = "Host=localhost;Port=5433;Username=postgres;Password=p@ss;Database=orders",
                ["ORDERSDB_HOST"] = "localhost",
                ["ORDERSDB_PORT"] = "5433",
                ["ORDERSDB_USERNAME"] = "postgres",
                ["ORDERSDB_PASSWORD"] = "p@ss",
                ["ORDERSDB_URI"] = "postgresql://postgres:p%40ss@localhost:5433/orders",
                ["ORDERSDB_JDBCCONNECTIONSTRING"] = "jdbc:postgresql://localhost:5433/orders",
                ["ORDERSDB_DATABASENAME"] = "orders",
                ["ConnectionStrings__mq"] = "amqp://guest:rabbit@localhost:5673",
                ["MQ_HOST"] = "localhost",
                ["MQ_PORT"] = "5673",
                ["MQ_USERNAME"] = "guest",
                ["MQ_PASSWORD"] = "rabbit",
                ["MQ_URI"] = "amqp://guest:rabbit@localhost:5673",
            },
            environment);
    }

    [Fact]
    public async Task Tells_a_project_where_another_one_is()
    {
        var builder = Builders.Run();
        var orders = builder.AddProject<Projects.TestAppHost_Orders>("orders", launchProfileName: null)
            .WithHttpEndpoint().WithHttpEndpoint(name: "grpc");
        var shop = builder.AddExecutable("web-shop", "shop", ".").WithReference(orders);
        orders.Resource.Allocate("http", 8080);
        orders.Resource.Allocate("grpc", 8081);

        var environment = await shop.Resource.EnvironmentAsync();

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["services__orders__http__0"] = "http://localhost:8080",
                ["ORDERS_HTTP"] = "http://localhost:8080",
                ["services__orders__grpc__0"] = "http://localhost:8081",
                ["ORDERS_GRPC"] = "http://localhost:8081",
            },
            environment);
    }

    [Fact]
    public async Task Tells_a_project_where_to_listen_and_where_telemetry_goes()
    {
        var builder = Builders.Run("--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:4317", "--AppHost:OtlpApiKey=key");
        var orders = builder.AddProject<Projects.TestAppHost_Orders>("orders").WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
            .WithEndpointsInEnvironment(endpoint => endpoint.Name != "grpc");
        orders.Resource.Allocate("http", 8080);
        orders.Resource.Allocate("grpc", 8081);

        var environment = await orders.Resource.EnvironmentAsync();

        Assert.Equal("http://localhost:8080", environment["ASPNETCORE_URLS"]);
        Assert.Equal("8081", environment["GRPC_PORT"]);
        Assert.Equal("Development", environment["ASPNETCORE_ENVIRONMENT"]);
        Assert.Equal("true", environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"]);
        Assert.Equal("orders", environment["OTEL_SERVICE_NAME"]);
        Assert.Equal("http://127.0.0.1:4317", environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", environment["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=key", environment["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal("in_memory", environment["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"]);
    }

    [Fact]
    public async Task Gives_what_a_deployment_fills_in_when_publishing()
    {
        var builder = Builders.Publish();
        var orders = builder.AddProject<Projects.TestAppHost_Orders>("orders").WithReference(builder.AddRabbitMQ("mq"));

        var environment = await orders.Resource.EnvironmentAsync(DistributedApplicationOperation.Publish);

        Assert.Equal("{mq.connectionString}", environment["ConnectionStrings__mq"]);
        Assert.Equal("{mq.bindings.tcp.host}", environment["MQ_HOST"]);
        Assert.Equal("{orders.bindings.http.targetPort}", environment["HTTP_PORTS"]);
        Assert.DoesNotContain("ASPNETCORE_URLS", environment.Keys);
        Assert.DoesNotContain("ASPNETCORE_ENVIRONMENT", environment.Keys);
    }

    [Fact]
    public async Task Takes_every_kind_of_value()
    {
        var builder = Builders.Run("--ConnectionStrings:legacy=Server=old");
        var web = builder.AddContainer("web", "nginx").WithHttpEndpoint();
        web.Resource.Allocate("http", 8080);
        var parameter = builder.AddParameter("level", "3");
        var app = builder.AddExecutable("app", "app", ".")
            .WithEnvironment("TEXT", "text")
            .WithEnvironment("NOTHING", (string?)null)
            .WithEnvironment("COMPUTED", () => "computed")
            .WithEnvironment("URL", web.GetEndpoint("http"))
            .WithEnvironment("PORT", web.GetEndpoint("http").Property(EndpointProperty.Port))
            .WithEnvironment("LEVEL", parameter)
            .WithEnvironment("MIXED", $"level {parameter}")
            .WithEnvironment("LEGACY", builder.AddConnectionString("legacy"))
            .WithEnvironment("OUTSIDE", builder.AddExternalService("outside", "https://api.example.org/"))
            .WithEnvironment(context => context.EnvironmentVariables["NUMBER"] = 42)
            .WithReference("elsewhere", new Uri("https://elsewhere.example.org"));

        var environment = await app.Resource.EnvironmentAsync();

        Assert.Equal(
            ["COMPUTED=computed", "ELSEWHERE_HTTPS=https://elsewhere.example.org/", "LEGACY=Server=old", "LEVEL=3", "MIXED=level 3", "NOTHING=",
                "NUMBER=42", "OUTSIDE=https://api.example.org/", "PORT=8080", "TEXT=text", "URL=http://localhost:8080",
                "services__elsewhere__https__0=https://elsewhere.example.org/"],
            environment.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_a_connection_as_the_caller_likes()
    {
        var builder = Builders.Run("--ConnectionStrings:legacy=Server=old");
        var app = builder.AddExecutable("app", "app", ".").WithReference(builder.AddConnectionString("legacy"), "other");

        var environment = await app.Resource.EnvironmentAsync();

        Assert.Equal("Server=old", environment["ConnectionStrings__other"]);
    }

    [Fact]
    public async Task Passes_arguments_as_values()
    {
        var builder = Builders.Run();
        var app = builder.AddExecutable("app", "app", ".", "--verbose").WithArgs("--level", builder.AddParameter("level", "3"));

        Assert.Equal(["--verbose", "--level", "3"], await app.Resource.ArgumentsAsync());
    }
}
