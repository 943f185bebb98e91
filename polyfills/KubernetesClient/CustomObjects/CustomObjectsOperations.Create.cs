using k8s.Autorest;

namespace k8s;

sealed partial class CustomObjectsOperations
{
    public Task<HttpOperationResponse<object>> CreateClusterCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string plural, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        CreateClusterCustomObjectWithHttpMessagesAsync<object>(
            body, group, version, plural, dryRun, fieldManager, fieldValidation, pretty, customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<T>> CreateClusterCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Post, ApiPath.Cluster(group, version, plural))
        {
            Body = body,
            NeedsBody = true,
            Query =
            [
                ("dryRun", dryRun),
                ("fieldManager", fieldManager),
                ("fieldValidation", fieldValidation),
                ("pretty", pretty),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> CreateNamespacedCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        CreateNamespacedCustomObjectWithHttpMessagesAsync<object>(
            body, group, version, namespaceParameter, plural, dryRun, fieldManager, fieldValidation, pretty,
            customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> CreateNamespacedCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Post, ApiPath.Namespaced(group, version, namespaceParameter, plural))
        {
            Body = body,
            NeedsBody = true,
            Query =
            [
                ("dryRun", dryRun),
                ("fieldManager", fieldManager),
                ("fieldValidation", fieldValidation),
                ("pretty", pretty),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);
}
