using HomeLab.Contracts.Dns;
using HomeLab.Inventory;
using HomeLab.Inventory.Kubernetes.Events;
using HomeLab.Inventory.Notifications;
using HomeLab.Inventory.Repositories.Observing;
using HomeLab.Inventory.Rpc;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Rpc;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("inventory");
builder.AddDatabase("inventory-db");
builder.AddMessaging(messaging => messaging.OnFactsOfTheFleet().OnFact<EndpointResultChanged, EndpointResults>());
builder.AddInventory();
builder.AddNotifications();

var app = builder.Build();
app.MapServiceDefaults();
app.MapRpc<InventoryService>(Role.Viewer);
app.MapRpc<GraphService>(Role.Viewer);
app.MapRpc<SystemsService>(Role.Viewer);
app.MapRpc<FindingsService>(Role.Viewer);
app.MapRpc<ChangesService>(Role.Viewer);
app.MapRpc<CertificatesService>(Role.Viewer);
app.MapRpc<ResourcesService>(Role.Viewer);
app.MapRepositoryHooks();
await app.RunAsync();
