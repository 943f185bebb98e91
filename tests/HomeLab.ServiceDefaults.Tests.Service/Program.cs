using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Persistence;
using HomeLab.ServiceDefaults.Tests.Service;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("alpha");
if (builder.Configuration["With:Database"] == "yes")
{
    builder.AddDatabase("alpha-db");
}
if (builder.Configuration["With:NeverStops"] == "yes")
{
    builder.Services.AddHostedService<NeverStops>();
}
var app = builder.Build();
app.MapServiceDefaults();
app.Run();
