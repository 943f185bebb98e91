using k8s.Autorest;
using k8s.Models;

namespace k8s;

sealed partial class CustomObjectsOperations(AbstractKubernetes caller) : ICustomObjectsOperations
{
    public Task<HttpOperationResponse<V1APIResourceList>> GetAPIResourcesWithHttpMessagesAsync(
        string group, string version, IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(version);
        var request = new ApiRequest(HttpMethod.Get, new ApiPath(group, version)) { CustomHeaders = customHeaders };
        return caller.CallAsync<V1APIResourceList>(request, cancellationToken);
    }
}
