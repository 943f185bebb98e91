using System.Net;
using HomeLab.Komodo.Transport;

namespace HomeLab.Komodo;

/// <summary>
/// Komodo Core's API, versions 1.19 and 2, as far as it is read, and stacks are written and deployed. Nothing is repeated: a failure says whether it passes
/// (<see cref="KomodoException.IsTransient"/>).
/// </summary>
/// <remarks>
/// Every call throws <see cref="KomodoException"/> and nothing else but the caller's own cancellation, and what the key's reader throws.
/// Lists hold what the key may see, without a sign of what they leave out.
/// </remarks>
public sealed partial class KomodoClient(KomodoSettings settings, KomodoKeyReader key) : IDisposable
{
    readonly Uri root = new(settings.Address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/");

    readonly HttpMessageInvoker http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        UseCookies = false,
        // A proxy of the environment is for the internet.
        UseProxy = false,
    });

    public void Dispose() => http.Dispose();

    /// <param name="type">Of the request, such as <c>ListStacks</c>.</param>
    Task<T> ReadAsync<T>(string type, string purpose, object parameters, CancellationToken cancellationToken)
        where T : class => SendAsync<T>(new Call(HttpMethod.Post, $"read/{type}", purpose, parameters), cancellationToken);

    /// <summary>A whole list; one with a hole in it is none.</summary>
    async Task<IReadOnlyList<T>> ListAsync<T>(string type, string purpose, object parameters, CancellationToken cancellationToken)
        where T : class
    {
        var rows = await ReadAsync<List<T?>>(type, purpose, parameters, cancellationToken);
        return rows.Any(row => row is null)
            ? throw new KomodoException(KomodoFailure.Unreadable, $"Failed to {purpose}: the answer is not in the API's shape.")
            : [.. rows.OfType<T>()];
    }

    async Task<T> SendAsync<T>(Call call, CancellationToken cancellationToken)
        where T : class
    {
        var credential = await KeyAsync(call, cancellationToken);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(settings.CallTimeout);
        using var request = call.ToRequest(root, credential);
        try
        {
            using var response = await http.SendAsync(request, deadline.Token);
            await response.Content.LoadIntoBufferAsync(settings.LargestAnswer, deadline.Token);
            return Answer.Read<T>(call, response, await response.Content.ReadAsByteArrayAsync(deadline.Token), credential);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new KomodoException(KomodoFailure.Unreadable, call.Sentence($"the answer has more than {settings.LargestAnswer} bytes"), exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KomodoException(KomodoFailure.Unavailable, call.Sentence($"no answer within {settings.CallTimeout.TotalSeconds:0.#} s"), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The outermost says only that something went wrong.
            throw new KomodoException(KomodoFailure.Unavailable, call.Sentence($"{root.Authority}: {exception.GetBaseException().Message}"), exception);
        }
    }

    async Task<KomodoKey> KeyAsync(Call call, CancellationToken cancellationToken)
    {
        if (root.Scheme != Uri.UriSchemeHttps && !root.IsLoopback)
            throw new KomodoException(KomodoFailure.KeyRefused, call.Sentence($"the key is not sent to {root.Authority} in clear text; use https"));
        var credential = await key(cancellationToken);
        return credential.IsUsable
            ? credential
            : throw new KomodoException(KomodoFailure.KeyRefused, call.Sentence("the API key or its secret is empty, or has a character that none has"));
    }
}
