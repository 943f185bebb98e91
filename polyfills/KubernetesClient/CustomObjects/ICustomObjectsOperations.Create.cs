using k8s.Autorest;

namespace k8s;

public partial interface ICustomObjectsOperations
{
    Task<HttpOperationResponse<object>> CreateClusterCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string plural, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> CreateClusterCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<object>> CreateNamespacedCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> CreateNamespacedCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);
}
