using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Pulls;

/// <summary>Lists the open pull requests of a repository at GitHub, Gitea or Forgejo.</summary>
sealed class ForgeClient(HttpClient http, RepositorySpec spec, Uri? api)
{
    public const string Name = "forge";

    const int MostPages = 20;
    const int MostBytes = 16 << 20;

    readonly bool isGitHub = spec.Pulls!.Forge == "github";

    /// <param name="token">Null: what everybody may see.</param>
    /// <exception cref="SourceUnavailableException">It does not answer with all of them.</exception>
    public async Task<IReadOnlyList<PullRequest>> ListAsync(string? token, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, PullRequest>();
        for (var page = 1; page <= MostPages; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PageUrl(page));
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("homelab", "1"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue(isGitHub ? "Bearer" : "token", token);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            foreach (var pull in await ReadAsync(response, cancellationToken))
                found[pull.Number] = pull;
            // Where they go on is the list's own business: nothing is sent to an address that an answer names.
            if (!response.Headers.TryGetValues("Link", out var links) || !links.Any(it => it.Contains("rel=\"next\"", StringComparison.Ordinal)))
                return [.. found.Values.OrderBy(it => it.Number)];
        }
        throw new SourceUnavailableException("TooMany", $"it has more than {MostPages} pages of open pull requests");
    }

    Uri PageUrl(int page)
    {
        var repository = RemoteName.Of(spec.Url!);
        var at = api ?? new Uri((isGitHub, repository.Host) switch
        {
            (true, "github.com") => "https://api.github.com",
            (true, var host) => $"https://{host}/api/v3",
            (false, var host) => $"https://{host}/api/v1",
        });
        return new Uri($"{at.ToString().TrimEnd('/')}/repos/{repository.Path}/pulls?state=open&{(isGitHub ? "sort=created&direction=asc&per_page" : "sort=oldest&limit")}={(isGitHub ? 100 : 50)}&page={page}");
    }

    static async Task<IReadOnlyList<PullRequest>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw Refused(response);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
            return await JsonSerializer.DeserializeAsync<List<PullRequest>>(
                await response.Content.ReadAsStreamAsync(cancellationToken), JsonSerializerOptions.Web, cancellationToken) ?? [];
        }
        catch (JsonException)
        {
            throw new SourceUnavailableException("MalformedAnswer", "the answer is no list of pull requests; is that the address of the API?");
        }
    }

    static SourceUnavailableException Refused(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 => new("Unauthorized", "the forge refuses the token (status 401)"),
        403 when response.Headers.TryGetValues("X-RateLimit-Remaining", out var left) && left.First() == "0" => TooMany,
        403 => new("Forbidden", "the token may not list pull requests (status 403)"),
        404 => new("NotFound", "the forge knows no such repository, or does not show it without a token that may (status 404)"),
        429 => TooMany,
        var status => new("ServerError", $"the forge answers with status {status}"),
    };

    static SourceUnavailableException TooMany => new("TooManyRequests", "the forge's limit of requests is used up; give the repository a token, or pulls a longer interval");
}
