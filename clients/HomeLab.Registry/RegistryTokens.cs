using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace HomeLab.Registry;

/// <summary>Gets what a registry wants to see, and keeps tokens for as long as they are good.</summary>
/// <remarks>https://distribution.github.io/distribution/spec/auth/token/</remarks>
sealed class RegistryTokens(RegistrySettings settings, TimeProvider time)
{
    const int LongestAnswer = 256 * 1024;

    /// <summary>Where the answer does not say otherwise.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> kept = new();

    /// <returns>Null: none is kept, and the registry has to say first what it wants.</returns>
    public AuthenticationHeaderValue? Known(string repository) =>
        kept.TryGetValue(repository, out var token) && token.Until > time.GetUtcNow() ? new AuthenticationHeaderValue("Bearer", token.Token) : null;

    /// <param name="send">Sends one request and follows its redirects.</param>
    /// <exception cref="RegistryException">Nobody gives it.</exception>
    public async Task<AuthenticationHeaderValue> AnswerAsync(
        Challenge challenge, string repository, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        var credential = settings.Credential is null ? null : await settings.Credential(cancellationToken);
        if (!challenge.IsBearer)
            return Basic(credential ?? throw new RegistryException(RegistryFailure.Unauthorized, $"{settings.Host} wants credentials, and the lab gives none for it"));
        var realm = challenge.Realm!;
        if (realm.Scheme != Uri.UriSchemeHttps && !(settings.IsPlain && realm.Scheme == Uri.UriSchemeHttp && realm.Authority == settings.Address.Authority))
            throw new RegistryException(RegistryFailure.Unauthorized, $"{settings.Host} wants a token from {realm.Scheme}://{realm.Authority}, where credentials would go out in clear text");
        using var request = new HttpRequestMessage(HttpMethod.Get, Question(realm, challenge.Service, repository));
        request.Headers.Authorization = credential is null ? null : Basic(credential);
        using var response = await send(request, cancellationToken);
        await RegistryAnswer.EnsureAsync(response, settings, $"a token for {repository}", time, cancellationToken);
        var token = Read(await RegistryAnswer.ReadAsync(response, settings, LongestAnswer, time, cancellationToken));
        kept[repository] = token;
        return new AuthenticationHeaderValue("Bearer", token.Token);
    }

    public void Forget(string repository) => kept.TryRemove(repository, out _);

    static AuthenticationHeaderValue Basic(RegistryCredential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}")));

    static Uri Question(Uri realm, string? service, string repository)
    {
        var scope = $"scope={Uri.EscapeDataString($"repository:{repository}:pull")}";
        var query = service is null ? scope : $"service={Uri.EscapeDataString(service)}&{scope}";
        return new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query, Fragment = "" }.Uri;
    }

    (string Token, DateTimeOffset Until) Read(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var token = Text(answer.RootElement, "token") ?? Text(answer.RootElement, "access_token");
            if (token is { Length: > 0 } && !token.Any(char.IsControl))
            {
                var seconds = answer.RootElement.TryGetProperty("expires_in", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) ? number : 0;
                return (token, time.GetUtcNow() + (seconds > 0 ? TimeSpan.FromSeconds(seconds) : Lifetime) - Margin);
            }
        }
        catch (JsonException)
        {
            // Neither is its text told: it may hold a token.
        }
        throw new RegistryException(RegistryFailure.Unreadable, $"{settings.Host}: where it sends for a token, the answer holds none");
    }

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
