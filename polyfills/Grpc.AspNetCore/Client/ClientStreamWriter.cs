using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <param name="call">The call that the messages belong to.</param>
/// <param name="content">Its request.</param>
/// <param name="answer">What ends when the server has answered, early or not: the only source of the reason for a failed write.</param>
sealed class ClientStreamWriter<TRequest, TResponse>(GrpcCall<TRequest, TResponse> call, StreamingContent<TRequest> content, Task answer)
    : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    readonly MessageWriter writer = call.CreateWriter();
    Task last = Task.CompletedTask;
    bool isCompleted;

    public WriteOptions? WriteOptions { get; set; } = call.WriteOptions;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        if (message is null) return Task.FromException(new ArgumentNullException(nameof(message)));
        if (!last.IsCompleted)
            return Task.FromException(new InvalidOperationException("Can't write the message because the previous write is in progress."));
        if (isCompleted)
            return Task.FromException(new InvalidOperationException("Request stream has already been completed."));
        return last = SendAsync(message, cancellationToken);
    }

    public Task CompleteAsync()
    {
        if (!last.IsCompleted)
            return Task.FromException(new InvalidOperationException("Can't complete the client stream writer because the previous write is in progress."));
        isCompleted = true;
        content.Finish();
        return Task.CompletedTask;
    }

    async Task SendAsync(TRequest message, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        using var cancels = cancellationToken.UnsafeRegister(static c => ((GrpcCall<TRequest, TResponse>)c!).Cancel(), call);
        try
        {
            var stream = await content.Opened.ConfigureAwait(false);
            using var frame = new PooledBufferWriter();
            var compress = call.Compresses && WriteOptions?.Flags.HasFlag(WriteFlags.NoCompress) is not true;
            writer.Write(message, call.RequestMarshaller.ContextualSerializer, frame, compress);
            await stream.WriteAsync(frame.Written, call.Over).ConfigureAwait(false);
            if (WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) is not true) await stream.FlushAsync(call.Over).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not RpcException)
        {
            // A server that answers early closes the stream first and tells its status after that.
            await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ThrowIfEnded();
            throw new RpcException(CallFailure.StatusOf(e));
        }
        catch (RpcException e)
        {
            throw call.Fail(e);
        }
    }

    void ThrowIfEnded()
    {
        if (call.Ended is not { } ended) return;
        throw ended.Status.StatusCode == StatusCode.OK
            ? new InvalidOperationException("Can't write the message because the call is complete.")
            : call.Failure(ended);
    }
}
