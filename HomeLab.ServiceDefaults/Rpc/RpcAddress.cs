using System.Net;
using Microsoft.Extensions.Configuration;

namespace HomeLab.ServiceDefaults.Rpc;

/// <summary>Where another service answers, as whoever started the fleet says in <c>services:{service}:grpc:0</c>.</summary>
static class RpcAddress
{
    public static Uri From(IConfiguration configuration, string service)
    {
        var setting = $"services:{service}:grpc:0";
        var given = configuration[setting];
        if (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new StartRefusedException(
                $"{setting}: {(string.IsNullOrWhiteSpace(given) ? "is missing" : $"'{given}' is no address")}; "
                + "it would be https://host:port, or http://127.0.0.1:port.");
        }
        var isLoopback = address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
        return address.Scheme == "https" || isLoopback
            ? address
            : throw new StartRefusedException(
                $"{setting}: {address} is beyond loopback and clear text, and would show the token; it would be https.");
    }
}
