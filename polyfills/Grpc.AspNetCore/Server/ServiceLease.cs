namespace Grpc.AspNetCore.Server;

/// <summary>A service for the time of one call; disposes what the container does not.</summary>
readonly struct ServiceLease<TService>(TService service, bool isOwned) : IAsyncDisposable where TService : class
{
    public TService Service => service;

    public ValueTask DisposeAsync()
    {
        switch (isOwned ? service : null)
        {
            case IAsyncDisposable asynchronous:
                return asynchronous.DisposeAsync();
            case IDisposable synchronous:
                synchronous.Dispose();
                return default;
            default:
                return default;
        }
    }
}
