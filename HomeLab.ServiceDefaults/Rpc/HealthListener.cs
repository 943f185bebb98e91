using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Where health is served: <c>ASPNETCORE_URLS</c>, else <c>HTTP_PORTS</c> on <c>Http:Address</c>, else a free port of loopback.</summary>
sealed record HealthListener(IReadOnlyList<IPEndPoint> Endpoints, IReadOnlyList<string> Failures)
{
    /// <summary>Unlike the framework's default, which is every interface.</summary>
    const string DefaultAddress = "127.0.0.1";

    public static HealthListener From(IConfiguration configuration)
    {
        var endpoints = new List<IPEndPoint>();
        var failures = new List<string>();
        foreach (var url in Items(configuration["urls"] ?? configuration["ASPNETCORE_URLS"]))
        {
            Add(url);
        }
        if (endpoints.Count + failures.Count == 0)
        {
            var address = configuration["Http:Address"] ?? DefaultAddress;
            foreach (var port in Items(configuration["HTTP_PORTS"] ?? configuration["ASPNETCORE_HTTP_PORTS"]).DefaultIfEmpty("0"))
            {
                Add($"http://{address}:{port}");
            }
        }
        return new HealthListener(endpoints, failures);

        void Add(string url)
        {
            if (Parse(url) is { } endpoint)
            {
                endpoints.Add(endpoint);
            }
            else
            {
                failures.Add($"'{url}' is no address to listen on; it would be http://127.0.0.1:8080 (ASPNETCORE_URLS), or 8080 (HTTP_PORTS).");
            }
        }
    }

    public void Check()
    {
        if (Failures.Count > 0)
        {
            throw new StartRefusedException(string.Join(" ", Failures));
        }
    }

    static string[] Items(string? setting) =>
        (setting ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>By hand, since <see cref="Uri"/> knows no <c>*</c> and no <c>+</c>.</summary>
    static IPEndPoint? Parse(string url)
    {
        const string Scheme = "http://";
        var authority = url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? url[Scheme.Length..].TrimEnd('/') : "";
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }
        return authority[..colon] switch
        {
            "localhost" => new IPEndPoint(IPAddress.Loopback, port),
            "*" or "+" => new IPEndPoint(IPAddress.Any, port),
            var host when IPAddress.TryParse(host.Trim('[', ']'), out var address) => new IPEndPoint(address, port),
            _ => null,
        };
    }
}
