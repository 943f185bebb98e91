using k8s.Autorest;

namespace k8s;

public partial interface ICustomObjectsOperations
{
    Task<HttpOperationResponse<object>> GetClusterCustomObjectWithHttpMessagesAsync(
        string group, string version, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> GetClusterCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<object>> GetNamespacedCustomObjectWithHttpMessagesAsync(
        string group, string version, string namespaceParameter, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> GetNamespacedCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string namespaceParameter, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);
}
