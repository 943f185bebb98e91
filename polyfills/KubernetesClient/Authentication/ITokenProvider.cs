using System.Net.Http.Headers;

namespace k8s.Authentication;

/// <summary>Says what a request carries in <c>Authorization</c>; asked for every request.</summary>
public interface ITokenProvider
{
    Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken);
}
