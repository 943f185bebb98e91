// The least that an ASP.NET Core process can be: what every service of the fleet is measured against.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
app.MapGet("/health/ready", () => "Healthy");
await app.RunAsync();
