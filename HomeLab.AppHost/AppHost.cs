var builder = DistributedApplication.CreateBuilder(args);

// A real lab, or the demo lab against the simulators.
var lab = builder.LabDirectory();

var messaging = builder.AddRabbitMQ("messaging").WithDataVolume();

var postgres = builder.AddPostgres("postgres").WithDataVolume();

var operatorCaller = builder.AddCaller("operator");
var dnsCaller = builder.AddCaller("dns");
var inventoryCaller = builder.AddCaller("inventory");
var stacksCaller = builder.AddCaller("stacks");

var inventory = builder.AddProject<Projects.HomeLab_Inventory>("inventory")
    .WithServiceEndpoints()
    .WithBroker(messaging)
    .WithDatabase(postgres.AddDatabase("inventory-db"))
    .WithEnvironment("Inventory__Lab", lab)
    .Admits(operatorCaller, "Operator")
    .Admits(dnsCaller, "Viewer")
    .Admits(stacksCaller, "Operator");

var dns = builder.AddProject<Projects.HomeLab_Dns>("dns")
    .WithServiceEndpoints()
    .WithBroker(messaging)
    .WithDatabase(postgres.AddDatabase("dns-db"))
    .WithReference(inventory)
    .CallsAs(dnsCaller)
    .Admits(operatorCaller, "Operator")
    .Admits(inventoryCaller, "Viewer");

inventory.WithReference(dns).CallsAs(inventoryCaller);

builder.AddProject<Projects.HomeLab_Stacks>("stacks")
    .WithServiceEndpoints()
    .WithBroker(messaging)
    .WithDatabase(postgres.AddDatabase("stacks-db"))
    .WithReference(inventory)
    .CallsAs(stacksCaller)
    .Admits(operatorCaller, "Operator");

if (builder.UsesSimulators())
{
    var simulators = builder.AddSimulators();
    // The demo lab is there once its zone has been looked at, so "Ready" waits for that too.
    inventory.WithSimulatedSources(simulators);
    dns.WithSimulatedCloudflare(simulators).WithReference(simulators).WaitFor(simulators).WithHttpHealthCheck("/health/converged");
}

builder.Build().Run();
