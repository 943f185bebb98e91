using k8s.Autorest;
using k8s.Models;

namespace k8s;

sealed class ApisOperations(AbstractKubernetes caller) : IApisOperations
{
    public Task<HttpOperationResponse<V1APIGroupList>> GetAPIVersionsWithHttpMessagesAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        caller.CallAsync<V1APIGroupList>(new ApiRequest(HttpMethod.Get, "apis/") { CustomHeaders = customHeaders }, cancellationToken);
}
