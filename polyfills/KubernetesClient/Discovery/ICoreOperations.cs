using k8s.Autorest;
using k8s.Models;

namespace k8s;

/// <summary><c>/api</c>: the versions of the core group.</summary>
public interface ICoreOperations
{
    Task<HttpOperationResponse<V1APIVersions>> GetAPIVersionsWithHttpMessagesAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null, CancellationToken cancellationToken = default);
}
