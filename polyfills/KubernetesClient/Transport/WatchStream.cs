using System.Runtime.CompilerServices;
using System.Text.Json;
using k8s.Autorest;
using k8s.Models;

namespace k8s;

/// <summary>The events of a watch.</summary>
static class WatchStream
{
    /// <summary>
    /// Yields events until the server closes. What is no event, a <c>Status</c> or a line that cannot be read, goes to
    /// <paramref name="onError"/>, and the enumeration goes on.
    /// </summary>
    public static async IAsyncEnumerable<(WatchEventType, object)> ReadAsync(
        Task<HttpOperationResponse<object>> call, Action<Exception> onError, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await call.WaitAsync(cancellationToken).ConfigureAwait(false);
        var lines = (WatchContent)response.Response.Content;
        while (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Event(line, onError) is { } happened)
                yield return (happened.Type, happened.Object);
        }
    }

    static Line<JsonElement> Event(string line, Action<Exception> onError)
    {
        try
        {
            var happened = KubernetesJson.Deserialize<Line<JsonElement>>(line);
            if (!happened.Object.TryGetProperty("kind", out var kind) || !kind.ValueEquals("Status"))
                return happened;
            onError?.Invoke(new KubernetesException(KubernetesJson.Deserialize<V1Status>(happened.Object)));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            onError?.Invoke(exception);
        }
        return null;
    }

    sealed record Line<T>(WatchEventType Type, T Object);
}
