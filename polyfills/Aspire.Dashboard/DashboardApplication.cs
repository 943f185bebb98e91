using Aspire.Dashboard.Api;
using Aspire.Dashboard.Frontend;
using Aspire.Dashboard.Otlp;
using Aspire.Dashboard.Pages;
using Aspire.Dashboard.ResourceService;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aspire.Dashboard;

static class DashboardApplication
{
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args });
        builder.Configuration.AddEnvironmentVariables().AddCommandLine(args);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        var options = DashboardOptions.From(builder.Configuration);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = OtlpLimits.MessageBytes;
            kestrel.Listen(Listener.Frontend, options.Frontend, HttpProtocols.Http1);
            kestrel.Listen(Listener.OtlpGrpc, options.OtlpGrpc, HttpProtocols.Http2);
            kestrel.Listen(Listener.OtlpHttp, options.OtlpHttp, HttpProtocols.Http1);
        });
        builder.Services.AddSingleton(options).AddSingleton(TimeProvider.System).AddRouting();
        builder.Services.AddTelemetryStores().AddOtlp().AddResourceClient(options).AddFrontend();
        var app = builder.Build();
        app.UseOtlpKey().UseFrontendSecurity();
        app.UseRouting();
        app.MapOtlp();
        app.MapPages();
        app.MapTelemetryApi();
        return app;
    }
}
