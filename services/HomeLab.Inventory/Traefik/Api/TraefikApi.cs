using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Traefik.Api;

/// <summary>Traefik's API, as far as it is read: https://doc.traefik.io/traefik/reference/install-configuration/api-dashboard/.</summary>
/// <param name="root">Of Traefik, without <c>/api</c>.</param>
sealed class TraefikApi(HttpMessageInvoker http, Uri root, TimeSpan timeout, TimeProvider time)
{
    const int PageSize = 500;
    const int MostPages = 100;
    const int LargestPage = 8 << 20;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    readonly AnswerTimes times = new(time);

    /// <summary>All of them, over however many pages.</summary>
    /// <param name="protocol"><c>http</c> or <c>tcp</c>.</param>
    /// <exception cref="SourceUnavailableException">Something else than the whole list came.</exception>
    public async Task<IReadOnlyList<TraefikRouter>> ListRoutersAsync(string protocol, CancellationToken cancellationToken)
    {
        var routers = new List<TraefikRouter>();
        for (var page = 1; ;)
        {
            var (some, next) = await ReadPageAsync($"api/{protocol}/routers?per_page={PageSize}&page={page}", cancellationToken);
            routers.AddRange(some);
            // The last one says that the next is the first.
            if (next <= page)
                return routers;
            if (next > MostPages)
                throw new SourceUnavailableException("TooMany", $"it has more than {MostPages * PageSize} routers");
            page = next;
        }
    }

    /// <summary>When the process that answers began, by which it is told from every other one.</summary>
    /// <returns>Null: it does not say.</returns>
    /// <exception cref="SourceUnavailableException">Somebody else answers, or it refuses.</exception>
    public async Task<string?> GetStartAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        using var response = await GetAsync("api/version", deadline.Token);
        return JsonSerializer.Deserialize<TraefikVersion>(await response.Content.ReadAsStringAsync(deadline.Token), Json)?.StartDate;
    }

    async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, path));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var sentAt = time.GetUtcNow();
        var response = await http.SendAsync(request, cancellationToken);
        try
        {
            if (response.StatusCode != HttpStatusCode.OK)
                throw TraefikReasons.Of(response.StatusCode);
            times.Check(response.Headers, sentAt);
            await response.Content.LoadIntoBufferAsync(LargestPage, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    async Task<(IReadOnlyList<TraefikRouter> Routers, int Next)> ReadPageAsync(string path, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        using var response = await GetAsync(path, deadline.Token);
        var routers = JsonSerializer.Deserialize<List<TraefikRouter?>>(await response.Content.ReadAsStringAsync(deadline.Token), Json);
        if (routers is null || routers.Exists(it => it is not { Name.Length: > 0, Provider.Length: > 0 }))
            throw new JsonException();
        // Every list of Traefik's has it; what has not is of somebody else.
        return response.Headers.TryGetValues("X-Next-Page", out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var next)
            ? (routers.OfType<TraefikRouter>().ToList(), next)
            : throw new JsonException();
    }

    sealed record TraefikVersion(string? StartDate);
}
