using k8s.Autorest;

namespace k8s;

/// <summary>The groups of operations over one way of calling the API.</summary>
public abstract class AbstractKubernetes
{
    protected AbstractKubernetes()
    {
        Apis = new ApisOperations(this);
        Core = new CoreOperations(this);
        CustomObjects = new CustomObjectsOperations(this);
    }

    /// <summary>For a whole call but a watch.</summary>
    public virtual TimeSpan HttpClientTimeout { get; set; } = TimeSpan.FromSeconds(100);

    public IApisOperations Apis { get; }

    public ICoreOperations Core { get; }

    public ICustomObjectsOperations CustomObjects { get; }

    internal abstract Task<HttpOperationResponse<T>> CallAsync<T>(ApiRequest request, CancellationToken cancellationToken);
}
