using Microsoft.Extensions.Configuration;

namespace Aspire.Dashboard;

/// <summary>Process settings, read from the variables of the real dashboard: https://aspire.dev/dashboard/configuration/.</summary>
sealed record DashboardOptions
{
    /// <summary>Where browsers come; http://localhost:18888 by default.</summary>
    public required Uri Frontend { get; init; }

    /// <summary>Where OTLP/gRPC arrives; http://localhost:18889 by default.</summary>
    public required Uri OtlpGrpc { get; init; }

    /// <summary>Where OTLP/HTTP arrives; http://localhost:18890 by default.</summary>
    public required Uri OtlpHttp { get; init; }

    /// <summary>Key that every OTLP request carries; null when anybody may send.</summary>
    public string? OtlpKey { get; init; }

    /// <summary>Token that logs a browser in; null when anybody may look.</summary>
    public string? BrowserToken { get; init; }

    /// <summary>Key that opens the telemetry API to programs (header <c>X-API-Key</c>); null leaves it to logged-in browsers.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Where the application host tells of its resources; null when there is none.</summary>
    public Uri? ResourceService { get; init; }

    public string? ResourceServiceKey { get; init; }

    /// <exception cref="InvalidOperationException">A setting is missing or makes no sense; the message names it.</exception>
    public static DashboardOptions From(IConfiguration configuration) => new()
    {
        Frontend = Address(configuration, "ASPNETCORE_URLS", "http://localhost:18888"),
        OtlpGrpc = Address(configuration, "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "http://localhost:18889"),
        OtlpHttp = Address(configuration, "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http://localhost:18890"),
        OtlpKey = Secret(configuration, "Dashboard:Otlp:AuthMode", "ApiKey", "Dashboard:Otlp:PrimaryApiKey"),
        BrowserToken = Secret(configuration, "Dashboard:Frontend:AuthMode", "BrowserToken", "Dashboard:Frontend:BrowserToken"),
        ApiKey = Secret(configuration, "Dashboard:Api:AuthMode", "ApiKey", "Dashboard:Api:PrimaryApiKey", optional: true),
        ResourceService = configuration["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] is { Length: > 0 } url ? new Uri(url) : null,
        ResourceServiceKey = Secret(configuration, "Dashboard:ResourceServiceClient:AuthMode", "ApiKey", "Dashboard:ResourceServiceClient:ApiKey", optional: true),
    };

    static Uri Address(IConfiguration configuration, string name, string byDefault)
    {
        var text = (configuration[name] is { Length: > 0 } value ? value : byDefault).Split(';')[0];
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address!
            : throw new InvalidOperationException($"{name} is no http or https address: {text}");
    }

    static string? Secret(IConfiguration configuration, string mode, string keyed, string name, bool optional = false)
    {
        var how = configuration[mode] ?? (optional && configuration[name] is null or "" ? "Unsecured" : keyed);
        if (string.Equals(how, "Unsecured", StringComparison.OrdinalIgnoreCase)) return null;
        if (!string.Equals(how, keyed, StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"{mode} is {keyed} or Unsecured, not {how}.");
        return configuration[name] is { Length: > 0 } secret ? secret : throw new InvalidOperationException($"{name} is missing, which {mode}={keyed} needs.");
    }
}
