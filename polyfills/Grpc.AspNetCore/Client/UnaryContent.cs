using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>A request of one message, sent in one write; it may be sent again on a fresh connection.</summary>
sealed class UnaryContent<T> : HttpContent where T : class
{
    internal static readonly MediaTypeHeaderValue GrpcMediaType = new(HeaderNames.ContentType);

    readonly T message;
    readonly Marshaller<T> marshaller;
    readonly MessageWriter writer;
    readonly bool isCompressed;

    public UnaryContent(T message, Marshaller<T> marshaller, MessageWriter writer, bool isCompressed)
    {
        (this.message, this.marshaller, this.writer, this.isCompressed) = (message, marshaller, writer, isCompressed);
        Headers.ContentType = GrpcMediaType;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var frame = new PooledBufferWriter();
        writer.Write(message, marshaller.ContextualSerializer, frame, isCompressed);
        await stream.WriteAsync(frame.Written, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
