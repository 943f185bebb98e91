using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

sealed class ClientStreamReader<TRequest, TResponse>(GrpcCall<TRequest, TResponse> call, Task<MessageReader?> opened)
    : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    static readonly Task<bool> Found = Task.FromResult(true);

    TResponse? current;
    Task<bool> last = Found;

    public TResponse Current => current ?? throw new InvalidOperationException("MoveNext has not found a message.");

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!last.IsCompleted)
            return Task.FromException<bool>(new InvalidOperationException("Can't read the next message because the previous read is still in progress."));
        if (cancellationToken.IsCancellationRequested) call.Cancel();
        if (!opened.IsCompletedSuccessfully || cancellationToken.CanBeCanceled) return last = MoveAsync(cancellationToken);

        var next = call.ReadNextAsync(opened.Result);
        if (!next.IsCompletedSuccessfully) return last = MoveToAsync(next);
        current = next.Result;
        return current is null ? Task.FromResult(false) : Found;
    }

    async Task<bool> MoveAsync(CancellationToken cancellationToken)
    {
        using var cancels = cancellationToken.UnsafeRegister(static c => ((GrpcCall<TRequest, TResponse>)c!).Cancel(), call);
        return await MoveToAsync(call.ReadNextAsync(await opened.ConfigureAwait(false))).ConfigureAwait(false);
    }

    async Task<bool> MoveToAsync(ValueTask<TResponse?> next) => (current = await next.ConfigureAwait(false)) is not null;
}
