using Grpc.Core;

namespace Grpc.AspNetCore.Server;

sealed class ServerStreamWriter<T>(HttpContextServerCallContext call, Marshaller<T> marshaller) : IServerStreamWriter<T>
    where T : class
{
    Task last = Task.CompletedTask;

    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        try
        {
            ArgumentNullException.ThrowIfNull(message);
            cancellationToken.ThrowIfCancellationRequested();
            if (!last.IsCompleted) throw new InvalidOperationException("Can't write the message because the previous write is in progress.");

            call.Write(message, marshaller);
            if (WriteOptions?.Flags.HasFlag(WriteFlags.BufferHint) is true) return Task.CompletedTask;
            var flush = call.FlushAsync(cancellationToken);
            return last = flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
        }
        catch (OperationCanceledException e)
        {
            return Task.FromCanceled(e.CancellationToken);
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
    }
}
