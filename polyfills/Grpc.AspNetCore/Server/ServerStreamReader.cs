using Grpc.Core;

namespace Grpc.AspNetCore.Server;

sealed class ServerStreamReader<T>(HttpContextServerCallContext call, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    static readonly Task<bool> Found = Task.FromResult(true);

    T? current;

    public T Current => current ?? throw new InvalidOperationException("MoveNext has not found a message.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<bool>(cancellationToken);
        if (cancellationToken.CanBeCanceled && cancellationToken != call.CancellationToken) return MoveWithAsync(cancellationToken);

        var next = call.ReadAsync(marshaller, call.CancellationToken);
        if (!next.IsCompletedSuccessfully) return MoveToAsync(next);
        current = next.Result;
        return current is null ? Task.FromResult(false) : Found;
    }

    async Task<bool> MoveToAsync(ValueTask<T?> next) => (current = await next) is not null;

    async Task<bool> MoveWithAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, cancellationToken);
        return await MoveToAsync(call.ReadAsync(marshaller, either.Token));
    }
}
