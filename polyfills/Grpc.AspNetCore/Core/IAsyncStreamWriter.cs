namespace Grpc.Core;

/// <summary>Messages in the order they are written; one write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    Task WriteAsync(T message);

    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        // An implementation that predates the token can still refuse it.
        if (cancellationToken.CanBeCanceled) throw new NotSupportedException("Cancellation of stream writes is not supported by this gRPC implementation.");
        return WriteAsync(message);
    }

    WriteOptions? WriteOptions { get; set; }
}
