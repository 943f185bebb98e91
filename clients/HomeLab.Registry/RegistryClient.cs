using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HomeLab.Registry;

/// <summary>
/// Asks one registry which manifest a tag names, and which tags there are. Nothing is repeated here: a registry that refuses is not asked
/// again before its caller thinks fit.
/// </summary>
/// <remarks>https://github.com/opencontainers/distribution-spec/blob/main/spec.md</remarks>
/// <param name="http">Its handler follows no redirects by itself: they are followed here, without credentials to other hosts.</param>
public sealed partial class RegistryClient(HttpClient http, RegistrySettings settings, TimeProvider time)
{
    /// <summary>The specification lets a registry refuse more.</summary>
    const int LongestManifest = 4 * 1024 * 1024;

    const int LongestTagPage = 8 * 1024 * 1024;
    const int TagsAPage = 1_000;
    const int MostPages = 50;
    const int MostRedirects = 5;

    static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json", "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    readonly RegistryTokens tokens = new(settings, time);

    /// <summary>The digest that the tag names now. It is asked for by HEAD, which Docker Hub does not count as a pull.</summary>
    /// <exception cref="RegistryException">It cannot be told.</exception>
    public async Task<TagDigest> DigestAsync(string repository, string tag, CancellationToken cancellationToken)
    {
        var (path, what) = ($"v2/{repository}/manifests/{tag}", $"{repository}:{tag}");
        using var head = await AskAsync(HttpMethod.Head, path, repository, what, Manifests, cancellationToken);
        if (DigestOf(head) is { } told)
            return new TagDigest(told, RegistryQuota.Of(head.Headers));
        using var got = await AskAsync(HttpMethod.Get, path, repository, what, Manifests, cancellationToken);
        var body = await ReadAsync(got, LongestManifest, cancellationToken);
        return new TagDigest(DigestOf(got) ?? $"sha256:{Convert.ToHexStringLower(SHA256.HashData(body))}", RegistryQuota.Of(got.Headers));
    }

    /// <summary>All tags, in the registry's order.</summary>
    /// <exception cref="RegistryException">They cannot be told; <see cref="RegistryFailure.Unreadable"/>: or are more than 50,000.</exception>
    public async Task<IReadOnlyList<string>> TagsAsync(string repository, CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        var path = $"v2/{repository}/tags/list?n={TagsAPage}";
        for (var page = 0; page < MostPages; page++)
        {
            using var response = await AskAsync(HttpMethod.Get, path, repository, $"the tags of {repository}", ["application/json"], cancellationToken);
            tags.AddRange(TagsOf(await ReadAsync(response, LongestTagPage, cancellationToken)));
            if (NextOf(response) is not { } next)
                return tags;
            path = next;
        }
        throw new RegistryException(RegistryFailure.Unreadable, $"{settings.Host} has more tags of {repository} than are read");
    }

    async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string repository, string what, string[] accept, CancellationToken cancellationToken)
    {
        var authorization = tokens.Known(repository);
        for (var isSecond = false; ; isSecond = true)
        {
            var request = new HttpRequestMessage(method, new Uri(settings.Address, path));
            request.Headers.Accept.ParseAdd(string.Join(", ", accept));
            request.Headers.Authorization = authorization;
            var response = await SendAsync(request, cancellationToken);
            try
            {
                if (response.StatusCode == System.Net.HttpStatusCode.Unauthorized && !isSecond && Challenge.Of(response.Headers) is { } challenge)
                {
                    tokens.Forget(repository);
                    authorization = await tokens.AnswerAsync(challenge, repository, SendAsync, cancellationToken);
                    response.Dispose();
                    continue;
                }
                await RegistryAnswer.EnsureAsync(response, settings, what, time, cancellationToken);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }

    /// <summary>Sends it, and goes where it is sent to: to other hosts without credentials, and never from HTTPS to HTTP.</summary>
    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirect = 0; ; redirect++)
        {
            var response = await SendOnceAsync(request, cancellationToken);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            var (from, to) = (request.RequestUri!, new Uri(request.RequestUri!, location));
            if (redirect == MostRedirects)
                throw new RegistryException(RegistryFailure.Unreadable, $"{settings.Host} sends from one place to the next more than {MostRedirects} times");
            if (to.Scheme != Uri.UriSchemeHttps && to.Scheme != from.Scheme)
                throw new RegistryException(RegistryFailure.Unreadable, $"{settings.Host} sends to {to.Scheme}://{to.Authority}, which is not encrypted");
            var next = new HttpRequestMessage(request.Method, to);
            foreach (var accepted in request.Headers.Accept)
                next.Headers.Accept.Add(accepted);
            next.Headers.Authorization = to.Authority == from.Authority ? request.Headers.Authorization : null;
            request.Dispose();
            request = next;
        }
    }

    async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(settings.CallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryException(RegistryFailure.Unavailable, $"{settings.Host} did not answer in time", exception);
        }
        catch (HttpRequestException exception)
        {
            // The outermost says only that something went wrong.
            throw new RegistryException(RegistryFailure.Unavailable, $"{settings.Host} cannot be asked: {exception.GetBaseException().Message}", exception);
        }
    }

    Task<byte[]> ReadAsync(HttpResponseMessage response, int longest, CancellationToken cancellationToken) => RegistryAnswer.ReadAsync(response, settings, longest, time, cancellationToken);

    IEnumerable<string> TagsOf(byte[] body)
    {
        try
        {
            // A repository without tags has null.
            return JsonSerializer.Deserialize<TagPage>(body, JsonSerializerOptions.Web)?.Tags ?? [];
        }
        catch (JsonException exception)
        {
            throw new RegistryException(RegistryFailure.Unreadable, $"{settings.Host}: its list of tags is none", exception);
        }
    }

    /// <summary><c>Link: &lt;/v2/…&gt;; rel="next"</c> (RFC 8288); only the way is taken from it, never another host.</summary>
    static string? NextOf(HttpResponseMessage response)
    {
        var link = response.Headers.TryGetValues("Link", out var links) ? string.Join(", ", links) : "";
        return Next().Match(link) is { Success: true } next && Uri.TryCreate(response.RequestMessage!.RequestUri, next.Groups["to"].Value, out var to)
            && to.PathAndQuery.StartsWith("/v2/", StringComparison.Ordinal) ? to.PathAndQuery : null;
    }

    string? DigestOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Docker-Content-Digest", out var values))
            return null;
        return values.First() is var digest && Digest().IsMatch(digest) ? digest
            : throw new RegistryException(RegistryFailure.Unreadable, $"{settings.Host}: what it calls a digest is none");
    }

    [GeneratedRegex("""<(?<to>[^<>]+)>\s*;\s*rel="?next"?""", RegexOptions.IgnoreCase)]
    private static partial Regex Next();

    [GeneratedRegex(@"^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})\z")]
    private static partial Regex Digest();

    sealed record TagPage(IReadOnlyList<string>? Tags);
}
