using k8s.Autorest;

namespace k8s;

public partial interface ICustomObjectsOperations
{
    Task<HttpOperationResponse<object>> PatchClusterCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> PatchClusterCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<object>> PatchNamespacedCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);

    Task<HttpOperationResponse<T>> PatchNamespacedCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default);
}
