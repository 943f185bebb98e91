using HomeLab.Dns;
using HomeLab.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("dns");
builder.AddDns();

var app = builder.Build();
app.MapServiceDefaults();
app.MapDns();
await app.RunAsync();
