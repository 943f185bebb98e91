var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();

app.MapGet("/health", () => "healthy");
app.MapGet("/settings/{name}", (string name, IConfiguration configuration) => configuration[name] ?? "");

app.Run();
