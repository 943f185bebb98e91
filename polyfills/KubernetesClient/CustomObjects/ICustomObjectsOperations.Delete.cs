using k8s.Autorest;
using k8s.Models;

namespace k8s;

public partial interface ICustomObjectsOperations
{
    Task<HttpOperationResponse<object>> DeleteClusterCustomObjectWithHttpMessagesAsync(
        string group, string version, string plural, string name, V1DeleteOptions body = null,
        int? gracePeriodSeconds = null, bool? orphanDependents = null, string propagationPolicy = null,
        string dryRun = null, IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> DeleteClusterCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string plural, string name, V1DeleteOptions body = null,
        int? gracePeriodSeconds = null, bool? orphanDependents = null, string propagationPolicy = null,
        string dryRun = null, IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<object>> DeleteNamespacedCustomObjectWithHttpMessagesAsync(
        string group, string version, string namespaceParameter, string plural, string name,
        V1DeleteOptions body = null, int? gracePeriodSeconds = null, bool? orphanDependents = null,
        string propagationPolicy = null, string dryRun = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> DeleteNamespacedCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string namespaceParameter, string plural, string name,
        V1DeleteOptions body = null, int? gracePeriodSeconds = null, bool? orphanDependents = null,
        string propagationPolicy = null, string dryRun = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);
}
