using k8s.Autorest;
using k8s.Models;

namespace k8s;

sealed partial class CustomObjectsOperations
{
    public Task<HttpOperationResponse<object>> DeleteClusterCustomObjectWithHttpMessagesAsync(
        string group, string version, string plural, string name, V1DeleteOptions body = null,
        int? gracePeriodSeconds = null, bool? orphanDependents = null, string propagationPolicy = null,
        string dryRun = null, IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        DeleteClusterCustomObjectWithHttpMessagesAsync<object>(
            group, version, plural, name, body, gracePeriodSeconds, orphanDependents, propagationPolicy, dryRun,
            customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> DeleteClusterCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string plural, string name, V1DeleteOptions body = null,
        int? gracePeriodSeconds = null, bool? orphanDependents = null, string propagationPolicy = null,
        string dryRun = null, IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Delete, ApiPath.Cluster(group, version, plural, name))
        {
            Body = body,
            Query =
            [
                ("gracePeriodSeconds", gracePeriodSeconds),
                ("orphanDependents", orphanDependents),
                ("propagationPolicy", propagationPolicy),
                ("dryRun", dryRun),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> DeleteNamespacedCustomObjectWithHttpMessagesAsync(
        string group, string version, string namespaceParameter, string plural, string name,
        V1DeleteOptions body = null, int? gracePeriodSeconds = null, bool? orphanDependents = null,
        string propagationPolicy = null, string dryRun = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        DeleteNamespacedCustomObjectWithHttpMessagesAsync<object>(
            group, version, namespaceParameter, plural, name, body, gracePeriodSeconds, orphanDependents,
            propagationPolicy, dryRun, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> DeleteNamespacedCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string namespaceParameter, string plural, string name,
        V1DeleteOptions body = null, int? gracePeriodSeconds = null, bool? orphanDependents = null,
        string propagationPolicy = null, string dryRun = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Delete, ApiPath.Namespaced(group, version, namespaceParameter, plural, name))
        {
            Body = body,
            Query =
            [
                ("gracePeriodSeconds", gracePeriodSeconds),
                ("orphanDependents", orphanDependents),
                ("propagationPolicy", propagationPolicy),
                ("dryRun", dryRun),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);
}
