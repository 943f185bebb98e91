using HomeLab.ServiceDefaults;
using HomeLab.Stacks;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("stacks");
builder.AddStacks();

var app = builder.Build();
app.MapServiceDefaults();
app.MapStacks();
await app.RunAsync();
