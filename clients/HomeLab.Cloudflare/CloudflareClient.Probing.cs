using System.Text.Json;

namespace HomeLab.Cloudflare;

public sealed partial class CloudflareClient
{
    /// <summary>Reads what the API answers to a GET as it stands, whatever it is: a refusal is an answer too.</summary>
    /// <exception cref="CloudflareException">No answer of the API came.</exception>
    public async Task<ApiAnswer> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var call = new Call($"look at {path}", IsWrite: false);
        var credential = CloudflareCredential.Parse(await token(cancellationToken), call);
        await budget.EnterAsync(call.Purpose, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, path));
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", credential);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            await budget.ObserveAsync(RateAnswer.Of(response, time.GetUtcNow()), cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new ApiAnswer(
                (int)response.StatusCode,
                response.Headers.ToDictionary(it => it.Key, it => string.Join(", ", it.Value), StringComparer.OrdinalIgnoreCase),
                JsonSerializer.Deserialize<JsonElement>(body));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw call.NoAnswer("no answer in time", e, wasSent: true);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw call.NoAnswer(e.GetBaseException().Message, e, wasSent: true);
        }
        catch (JsonException e)
        {
            throw call.NoAnswer("the answer is not JSON", e, wasSent: true);
        }
    }
}
