using System.Net;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>A request whose stream stays open for its writer until it is finished.</summary>
sealed class StreamingContent<T> : HttpContent where T : class
{
    readonly TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamingContent() => Headers.ContentType = UnaryContent<T>.GrpcMediaType;

    /// <summary>The request's stream, once the connection is there; cancelled if the call ends first.</summary>
    public Task<Stream> Opened => opened.Task;

    /// <summary>Tells the server that no more messages follow.</summary>
    public void Finish() => finished.TrySetResult();

    /// <summary>Resets what was not finished: a server must not take half a stream for the whole.</summary>
    public void Abandon()
    {
        finished.TrySetCanceled();
        opened.TrySetCanceled();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server may have to answer before the first message, so it must hear of the call now.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        opened.TrySetResult(stream);
        await finished.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
