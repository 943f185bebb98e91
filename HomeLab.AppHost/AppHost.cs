var builder = DistributedApplication.CreateBuilder(args);

// A real lab, or the demo lab against the simulators.
var lab = builder.LabDirectory();

var messaging = builder.AddRabbitMQ("messaging").WithDataVolume();

var postgres = builder.AddPostgres("postgres").WithDataVolume();

var operatorCaller = builder.AddCaller("operator");
var dnsCaller = builder.AddCaller("dns");
var inventoryCaller = builder.AddCaller("inventory");
var stacksCaller = builder.AddCaller("stacks");
var backupsCaller = builder.AddCaller("backups");

var inventoryDatabase = postgres.AddDatabase("inventory-db");
var dnsDatabase = postgres.AddDatabase("dns-db");
var stacksDatabase = postgres.AddDatabase("stacks-db");

var inventory = builder.AddProject<Projects.HomeLab_Inventory>("inventory")
    .WithServiceEndpoints()
    .WithBroker(messaging)
    .WithDatabase(inventoryDatabase)
    .WithEnvironment("Inventory__Lab", lab)
    .Admits(operatorCaller, "Operator")
    .Admits(dnsCaller, "Viewer")
    .Admits(stacksCaller, "Operator")
    .Admits(backupsCaller, "Operator");

var dns = builder.AddProject<Projects.HomeLab_Dns>("dns")
    .WithServiceEndpoints()
    .WithBroker(messaging)
    .WithDatabase(dnsDatabase)
    .WithReference(inventory)
    .CallsAs(dnsCaller)
    .Admits(operatorCaller, "Operator")
    .Admits(inventoryCaller, "Viewer");

inventory.WithReference(dns).CallsAs(inventoryCaller);

builder.AddProject<Projects.HomeLab_Stacks>("stacks")
    .WithServiceEndpoints()
    .WithBroker(messaging)
    .WithDatabase(stacksDatabase)
    .WithReference(inventory)
    .CallsAs(stacksCaller)
    .Admits(operatorCaller, "Operator");

var backups = builder.AddProject<Projects.HomeLab_Backups>("backups")
    .WithServiceEndpoints()
    .WithBroker(messaging)
    .WithDatabase(postgres.AddDatabase("backups-db"))
    // It copies the databases of the others whole, and reads none.
    .WithReference(inventoryDatabase)
    .WithReference(dnsDatabase)
    .WithReference(stacksDatabase)
    .WithReference(inventory)
    .CallsAs(backupsCaller)
    .Admits(operatorCaller, "Operator")
    .Admits(inventoryCaller, "Viewer");

inventory.WithReference(backups);

if (builder.UsesSimulators())
{
    var simulators = builder.AddSimulators();
    // The demo lab is there once its zone has been looked at, so "Ready" waits for that too.
    inventory.WithSimulatedSources(simulators);
    dns.WithSimulatedCloudflare(simulators).WithReference(simulators).WaitFor(simulators).WithHttpHealthCheck("/health/converged");
}

builder.Build().Run();
