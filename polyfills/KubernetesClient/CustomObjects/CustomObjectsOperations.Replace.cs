using k8s.Autorest;

namespace k8s;

sealed partial class CustomObjectsOperations
{
    public Task<HttpOperationResponse<object>> ReplaceClusterCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        ReplaceClusterCustomObjectWithHttpMessagesAsync<object>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<T>> ReplaceClusterCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Put, ApiPath.Cluster(group, version, plural, name))
        {
            Body = body,
            NeedsBody = true,
            Query =
            [
                ("dryRun", dryRun),
                ("fieldManager", fieldManager),
                ("fieldValidation", fieldValidation),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> ReplaceNamespacedCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        ReplaceNamespacedCustomObjectWithHttpMessagesAsync<object>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation,
            customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> ReplaceNamespacedCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Put, ApiPath.Namespaced(group, version, namespaceParameter, plural, name))
        {
            Body = body,
            NeedsBody = true,
            Query =
            [
                ("dryRun", dryRun),
                ("fieldManager", fieldManager),
                ("fieldValidation", fieldValidation),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);
}
