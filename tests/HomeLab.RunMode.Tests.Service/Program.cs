// A service to be started by run mode: shows its environment, and crashes when told to.
var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/health", () => Results.Ok());
app.MapGet("/environment", () =>
    Environment.GetEnvironmentVariables().Keys.Cast<string>().ToDictionary(name => name, name => Environment.GetEnvironmentVariables()[name] as string));
app.MapGet("/crash", () => Environment.Exit(3));
app.Run();
