using System.Net.Http.Headers;

namespace k8s.Authentication;

/// <summary>A bearer token in a file that somebody else renews, as the kubelet does with a service account's.</summary>
public class TokenFileAuth : ITokenProvider
{
    readonly string _path;
    volatile string _lastToken;

    public TokenFileAuth(string tokenFile) => _path = tokenFile;

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lastToken = (await File.ReadAllTextAsync(_path, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && _lastToken is not null)
        {
            // Whoever renews it may replace the file just now. An old token that has expired is refused by the server anyway.
        }
        return new AuthenticationHeaderValue("Bearer", _lastToken);
    }
}
