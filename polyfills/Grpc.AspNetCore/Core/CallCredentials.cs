namespace Grpc.Core;

/// <summary>Adds a proof of identity to each call's headers.</summary>
public abstract class CallCredentials
{
    private protected CallCredentials()
    {
    }

    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new Interceptors([interceptor]);
    }

    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return new Interceptors([.. credentials.SelectMany(c => c.All)]);
    }

    internal abstract IReadOnlyList<AsyncAuthInterceptor> All { get; }

    sealed class Interceptors(IReadOnlyList<AsyncAuthInterceptor> all) : CallCredentials
    {
        internal override IReadOnlyList<AsyncAuthInterceptor> All => all;
    }
}
