using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace HomeLab.Cloudflare;

/// <summary>
/// Cloudflare's API v4, as far as DNS goes. Reads are repeated a few times when they fail for a passing reason; a write is
/// sent once, and when its answer is lost the exception says so (<see cref="CloudflareException.IsAmbiguous"/>).
/// </summary>
/// <param name="http">Its base address is the API's (<see cref="DefaultBaseAddress"/> when it has none), its timeout that of one attempt.</param>
/// <param name="budget">Asked before and told after each request; all clients of one credential go by the same.</param>
public sealed partial class CloudflareClient(HttpClient http, CloudflareToken token, IRateBudget budget, TimeProvider time)
{
    public static readonly Uri DefaultBaseAddress = new("https://api.cloudflare.com/client/v4/");

    const int ReadAttempts = 3;

    readonly Uri root = WithSlash(http.BaseAddress ?? DefaultBaseAddress);

    async Task<Envelope<T>> ReadAsync<T>(string path, string purpose, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync<T>(HttpMethod.Get, path, null, purpose, cancellationToken);
            }
            catch (CloudflareException e) when (IsWorthRepeating(e) && attempt < ReadAttempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt * attempt), time, cancellationToken);
            }
        }
    }

    // A spent budget is not waited for here: the caller has other keys to look at meanwhile.
    static bool IsWorthRepeating(CloudflareException e) =>
        e.Failure is CloudflareFailure.Unavailable or CloudflareFailure.Unreadable;

    async Task<T> WriteAsync<T>(HttpMethod method, string path, object? body, string purpose, CancellationToken cancellationToken)
        where T : class =>
        (await SendAsync<T>(method, path, body, purpose, cancellationToken)).Result!;

    async Task<Envelope<T>> SendAsync<T>(
        HttpMethod method, string path, object? body, string purpose, CancellationToken cancellationToken)
    {
        var call = new Call(purpose, IsWrite: method != HttpMethod.Get);
        var credential = CloudflareCredential.Parse(await token(cancellationToken), call);
        await budget.EnterAsync(purpose, cancellationToken);

        using var request = new HttpRequestMessage(method, new Uri(root, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        request.Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: Json.Options);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            await budget.ObserveAsync(RateAnswer.Of(response, time.GetUtcNow()), cancellationToken);
            var text = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Answer.Read<T>(call, response, text, time.GetUtcNow());
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            await budget.ObserveAsync(RateAnswer.None, cancellationToken);
            throw call.NoAnswer("no answer in time", e, wasSent: true);
        }
        catch (HttpRequestException e)
        {
            await budget.ObserveAsync(RateAnswer.None, cancellationToken);
            // The outermost says only that something went wrong.
            throw call.NoAnswer(e.GetBaseException().Message, e, WasSent(e.HttpRequestError));
        }
        catch (IOException e)
        {
            throw call.NoAnswer(e.Message, e, wasSent: true);
        }
    }

    static bool WasSent(HttpRequestError error) => error is not (
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    static Uri WithSlash(Uri address) =>
        address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
