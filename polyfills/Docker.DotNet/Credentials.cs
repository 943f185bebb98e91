namespace Docker.DotNet;

/// <summary>How a client proves itself to a daemon that listens on TCP.</summary>
/// <remarks>
/// A client certificate is given by deriving from this type: <see cref="GetHandler"/> receives a
/// <see cref="Microsoft.Net.Http.Client.ManagedHandler"/>, sets its certificates and returns it.
/// </remarks>
public abstract class Credentials : IDisposable
{
    public abstract bool IsTlsCredentials();

    public abstract HttpMessageHandler GetHandler(HttpMessageHandler innerHandler);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
