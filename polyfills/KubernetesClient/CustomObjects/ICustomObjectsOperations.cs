using k8s.Autorest;
using k8s.Models;

namespace k8s;

/// <summary>Every resource of a cluster, by group, version and plural; the group "" is the core group.</summary>
public partial interface ICustomObjectsOperations
{
    Task<HttpOperationResponse<V1APIResourceList>> GetAPIResourcesWithHttpMessagesAsync(
        string group, string version, IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);
}
