var builder = DistributedApplication.CreateBuilder(args);

if (builder.Configuration["TestAppHost:Fault"] is { } fault) throw new InvalidOperationException(fault);

var greeting = builder.AddParameter("greeting", "hello");
var token = builder.AddParameter("token", secret: true);

var orders = builder.AddProject<Projects.TestAppHost_Orders>("orders")
    .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
    .WithEndpointsInEnvironment(endpoint => endpoint.Name != "grpc")
    .WithHttpHealthCheck("/health")
    .WithEnvironment("GREETING", $"{greeting}, world")
    .WithEnvironment("TOKEN", token);

if (builder.Configuration["TestAppHost:Servers"] != "none")
{
    var broker = builder.AddRabbitMQ("mq").WithDataVolume().WithManagementPlugin();
    var database = builder.AddPostgres("pg").WithDataVolume().AddDatabase("ordersdb");
    orders.WithReference(database).WaitFor(database).WithReference(broker).WaitFor(broker);
}

builder.AddProject<Projects.TestAppHost_Orders>("shop", launchProfileName: null)
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health")
    .WithReference(orders)
    .WaitFor(orders);

builder.AddExecutable("seed", "/bin/echo", ".", "seeding").ExcludeFromManifest();

builder.Build().Run();
