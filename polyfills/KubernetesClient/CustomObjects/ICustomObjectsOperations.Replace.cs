using k8s.Autorest;

namespace k8s;

public partial interface ICustomObjectsOperations
{
    Task<HttpOperationResponse<object>> ReplaceClusterCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> ReplaceClusterCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<object>> ReplaceNamespacedCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> ReplaceNamespacedCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);
}
