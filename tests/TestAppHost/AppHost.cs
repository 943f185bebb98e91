var builder = DistributedApplication.CreateBuilder(args);

if (builder.Configuration["TestAppHost:Fail"] is { } reason) throw new InvalidOperationException(reason);

var greeting = builder.AddParameter("greeting", "hello");
var token = builder.AddParameter("token", secret: true);

var broker = builder.AddRabbitMQ("mq").WithDataVolume().WithManagementPlugin();
var database = builder.AddPostgres("pg").WithDataVolume().AddDatabase("ordersdb");

var orders = builder.AddProject<Projects.TestAppHost_Orders>("orders")
    .WithHttpEndpoint(name: "grpc", env: "GRPC_PORT")
    .WithEndpointsInEnvironment(endpoint => endpoint.Name != "grpc")
    .WithHttpHealthCheck("/health")
    .WithReference(database).WaitFor(database)
    .WithReference(broker).WaitFor(broker)
    .WithEnvironment("GREETING", $"{greeting}, world")
    .WithEnvironment("TOKEN", token);

builder.AddProject<Projects.TestAppHost_Orders>("shop", launchProfileName: null)
    .WithHttpEndpoint()
    .WithReference(orders)
    .WaitFor(orders);

builder.AddExecutable("seed", "/bin/echo", ".", "seeding").ExcludeFromManifest();

builder.Build().Run();
