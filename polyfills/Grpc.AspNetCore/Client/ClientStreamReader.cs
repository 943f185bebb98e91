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
        if (!opened.IsCompletedSuccessfully) return last = OpenAsync(cancellationToken);

        var next = call.ReadNextAsync(opened.Result);
        if (!next.IsCompletedSuccessfully) return last = MoveToAsync(next, cancellationToken);
        current = next.Result;
        return current is null ? Task.FromResult(false) : Found;
    }

    async Task<bool> OpenAsync(CancellationToken cancellationToken)
    {
        using var cancels = CancelsBy(cancellationToken);
        var reader = await opened.ConfigureAwait(false);
        return (current = await call.ReadNextAsync(reader).ConfigureAwait(false)) is not null;
    }

    async Task<bool> MoveToAsync(ValueTask<TResponse?> next, CancellationToken cancellationToken)
    {
        using var cancels = CancelsBy(cancellationToken);
        return (current = await next.ConfigureAwait(false)) is not null;
    }

    CancellationTokenRegistration CancelsBy(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static c => ((GrpcCall<TRequest, TResponse>)c!).Cancel(), call);
}
