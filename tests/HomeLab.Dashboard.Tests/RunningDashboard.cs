using Aspire.Dashboard;
using Aspire.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Dashboard.Tests;

/// <summary>The dashboard on free loopback ports, in this process.</summary>
sealed class RunningDashboard : IAsyncDisposable
{
    public const string Key = "otlp-key";
    public const string Token = "browser-token";

    readonly WebApplication app;

    RunningDashboard(WebApplication app)
    {
        this.app = app;
        // A redirect is an answer, and a cookie is set by hand where a test is about it.
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = Frontend };
    }

    public HttpClient Http { get; }

    public Uri Frontend => new(app.Urls.ElementAt(0));

    public Uri OtlpGrpc => new(app.Urls.ElementAt(1));

    public Uri OtlpHttp => new(app.Urls.ElementAt(2));

    public TraceStore Traces => app.Services.GetRequiredService<TraceStore>();

    public LogStore Logs => app.Services.GetRequiredService<LogStore>();

    public MetricStore Metrics => app.Services.GetRequiredService<MetricStore>();

    public static async Task<RunningDashboard> StartAsync(params string[] more)
    {
        var app = DashboardApplication.Create(
        [
            "--ASPNETCORE_URLS=http://127.0.0.1:0", "--ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL=http://127.0.0.1:0", "--ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL=http://127.0.0.1:0",
            "--Dashboard:Otlp:AuthMode=ApiKey", $"--Dashboard:Otlp:PrimaryApiKey={Key}", "--Dashboard:Frontend:AuthMode=BrowserToken", $"--Dashboard:Frontend:BrowserToken={Token}", .. more,
        ]);
        await app.StartAsync();
        return new RunningDashboard(app);
    }

    public async Task LogInAsync() => (await Http.GetAsync($"/login?t={Token}")).Dispose();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
