using k8s.Autorest;
using k8s.Models;

namespace k8s;

/// <summary><c>/apis</c>: the groups that have a name.</summary>
public interface IApisOperations
{
    Task<HttpOperationResponse<V1APIGroupList>> GetAPIVersionsWithHttpMessagesAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null, CancellationToken cancellationToken = default);
}
