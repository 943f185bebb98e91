using k8s.Autorest;

namespace k8s;

sealed partial class CustomObjectsOperations
{
    public Task<HttpOperationResponse<object>> GetClusterCustomObjectWithHttpMessagesAsync(
        string group, string version, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        GetClusterCustomObjectWithHttpMessagesAsync<object>(
            group, version, plural, name, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> GetClusterCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Get, ApiPath.Cluster(group, version, plural, name))
        {
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> GetNamespacedCustomObjectWithHttpMessagesAsync(
        string group, string version, string namespaceParameter, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        GetNamespacedCustomObjectWithHttpMessagesAsync<object>(
            group, version, namespaceParameter, plural, name, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> GetNamespacedCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string namespaceParameter, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Get, ApiPath.Namespaced(group, version, namespaceParameter, plural, name))
        {
            CustomHeaders = customHeaders,
        }, cancellationToken);
}
