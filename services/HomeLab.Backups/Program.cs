using HomeLab.Backups;
using HomeLab.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("backups");
builder.AddBackups();

var app = builder.Build();
app.MapServiceDefaults();
app.MapBackups();
await app.RunAsync();
