using k8s.Autorest;
using k8s.Models;

namespace k8s;

sealed class CoreOperations(AbstractKubernetes caller) : ICoreOperations
{
    public Task<HttpOperationResponse<V1APIVersions>> GetAPIVersionsWithHttpMessagesAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null, CancellationToken cancellationToken = default) =>
        caller.CallAsync<V1APIVersions>(new ApiRequest(HttpMethod.Get, "api/") { CustomHeaders = customHeaders }, cancellationToken);
}
