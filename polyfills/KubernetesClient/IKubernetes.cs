namespace k8s;

/// <summary>A cluster's API, as far as calls that name their kind reach: every resource goes through <see cref="CustomObjects"/>.</summary>
public interface IKubernetes : IDisposable
{
    Uri BaseUri { get; set; }

    IApisOperations Apis { get; }

    ICoreOperations Core { get; }

    ICustomObjectsOperations CustomObjects { get; }
}
