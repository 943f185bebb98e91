namespace Grpc.Core;

/// <summary>What the four call types share: the call behind them, reached through delegates that take it as their state.</summary>
readonly struct AsyncCallState(
    Func<object, Task<Metadata>> responseHeadersAsync,
    Func<object, Status> getStatusFunc,
    Func<object, Metadata> getTrailersFunc,
    Action<object> disposeAction,
    object state)
{
    public AsyncCallState(
        Task<Metadata> responseHeadersAsync, Func<Status> getStatusFunc, Func<Metadata> getTrailersFunc, Action disposeAction)
        : this(_ => responseHeadersAsync, _ => getStatusFunc(), _ => getTrailersFunc(), _ => disposeAction(), disposeAction)
    {
    }

    public Task<Metadata> ResponseHeadersAsync() => responseHeadersAsync(state);

    public Status GetStatus() => getStatusFunc(state);

    public Metadata GetTrailers() => getTrailersFunc(state);

    public void Dispose() => disposeAction(state);
}
