using System.Globalization;
using System.Net.Http.Headers;

namespace HomeLab.Registry;

/// <summary>What a registry says it may still be asked.</summary>
/// <param name="Limit">Within the window.</param>
/// <param name="Remaining">Of the limit.</param>
/// <param name="Window">Null: it did not say.</param>
public sealed record RegistryQuota(int Limit, int Remaining, TimeSpan? Window)
{
    /// <summary><c>ratelimit-remaining: 76;w=21600</c>, https://docs.docker.com/docker-hub/usage/pulls/.</summary>
    internal static RegistryQuota? Of(HttpResponseHeaders headers) =>
        Read(headers, "ratelimit-limit") is var (limit, window) && Read(headers, "ratelimit-remaining") is var (remaining, _) ? new RegistryQuota(limit, remaining, window) : null;

    static (int Count, TimeSpan? Window)? Read(HttpResponseHeaders headers, string name)
    {
        if (!headers.TryGetValues(name, out var values) || values.FirstOrDefault()?.Split(';') is not [var first, .. var parameters]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }
        var window = parameters.Select(it => it.Trim()).FirstOrDefault(it => it.StartsWith("w=", StringComparison.Ordinal));
        return (count, int.TryParse(window?[2..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null);
    }
}
