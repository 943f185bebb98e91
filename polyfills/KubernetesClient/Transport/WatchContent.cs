using System.Net;

namespace k8s;

/// <summary>The rest of a watch's answer, a line for each event.</summary>
sealed class WatchContent(StreamReader reader, string firstLine) : HttpContent
{
    string _firstLine = firstLine;

    /// <summary>
    /// Waits for the first event, takes the answer's content over and returns the event.
    /// </summary>
    /// <remarks>
    /// A watch that the server ends before any event looks like an answer that broke off, as with the real package, which reads the
    /// first line as the body.
    /// </remarks>
    public static async Task<T> BeginAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        var line = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new HttpRequestException("The server ended the watch before any event.", new EndOfStreamException());
        var body = KubernetesJson.Deserialize<T>(line);
        response.Content = new WatchContent(reader, line);
        return body;
    }

    public async ValueTask<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _firstLine, null) is { } line)
            return line;
        return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext context) =>
        throw new NotSupportedException("A watch is read line by line.");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            reader.Dispose();
        base.Dispose(disposing);
    }
}
