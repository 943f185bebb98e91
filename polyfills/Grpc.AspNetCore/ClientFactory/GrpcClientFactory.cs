namespace Grpc.Net.ClientFactory;

/// <summary>Makes clients that were added under a name.</summary>
public abstract class GrpcClientFactory
{
    public abstract TClient CreateClient<TClient>(string name) where TClient : class;
}
