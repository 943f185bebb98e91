using System.Net.Http.Headers;
using System.Text;

namespace k8s.Authentication;

/// <summary>The one way by which a configuration authenticates its requests, beside a client certificate.</summary>
sealed class Credentials(ITokenProvider provider, AuthenticationHeaderValue header)
{
    public static Credentials Of(KubernetesClientConfiguration config)
    {
        if (config.TokenProvider is not null)
            return new Credentials(config.TokenProvider, null);
        if (!string.IsNullOrEmpty(config.AccessToken))
            return new Credentials(null, new AuthenticationHeaderValue("Bearer", config.AccessToken));
        if (!string.IsNullOrEmpty(config.Username))
            return new Credentials(null, Basic(config.Username, config.Password));
        return new Credentials(null, null);
    }

    public async Task AuthenticateAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var value = provider is null
            ? header
            : await provider.GetAuthenticationHeaderAsync(cancellationToken).ConfigureAwait(false);
        if (value is not null)
            request.Headers.Authorization = value;
    }

    static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
