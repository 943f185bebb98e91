using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>The calls of external-dns' webhook provider protocol, version 1 (its <c>api/webhook.yaml</c> and <c>docs/tutorials/webhook-provider.md</c>).</summary>
sealed class WebhookApi(HttpClient http, Uri url)
{
    /// <summary>Compared letter by letter at the other side: no space before the version.</summary>
    const string MediaType = "application/external.dns.webhook+json;version=1";

    static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<DomainFilter> NegotiateAsync(CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, "");
        using var response = await SendAsync(request, cancellationToken);
        var type = response.Content.Headers.TryGetValues("Content-Type", out var values) ? string.Concat(values).Replace(" ", "", StringComparison.Ordinal) : "";
        return type == MediaType
            ? await ReadAsync<DomainFilter>(response, cancellationToken)
            : throw new WebhookAnswerException($"it answers with {(type.Length > 0 ? type : "no media type")} instead of {MediaType}; another program may be there, or one of another version");
    }

    public async Task<IReadOnlyList<WebhookEndpoint>> RecordsAsync(CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Get, "records");
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync<List<WebhookEndpoint>>(response, cancellationToken);
    }

    /// <summary>What the provider would make of these.</summary>
    public async Task<IReadOnlyList<WebhookEndpoint>> AdjustAsync(IReadOnlyList<WebhookEndpoint> endpoints, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, "adjustendpoints", endpoints);
        using var response = await SendAsync(request, cancellationToken);
        return await ReadAsync<List<WebhookEndpoint>>(response, cancellationToken);
    }

    public async Task ApplyAsync(WebhookChanges changes, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Post, "records", changes);
        using var response = await SendAsync(request, cancellationToken);
    }

    async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }
        using (response)
        {
            throw new WebhookAnswerException($"it answers {(int)response.StatusCode} to {request.Method} {request.RequestUri!.AbsolutePath}", (int)response.StatusCode);
        }
    }

    static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken) ?? throw new WebhookAnswerException("it answers null");

    HttpRequestMessage Request(HttpMethod method, string path, object? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri($"{url.AbsoluteUri.TrimEnd('/')}/{path}"));
        request.Headers.TryAddWithoutValidation("Accept", MediaType);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), Json));
            var isSet = request.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
            Debug.Assert(isSet);
        }
        return request;
    }
}
