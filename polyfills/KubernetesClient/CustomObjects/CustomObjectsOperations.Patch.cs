using k8s.Autorest;

namespace k8s;

sealed partial class CustomObjectsOperations
{
    public Task<HttpOperationResponse<object>> PatchClusterCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        PatchClusterCustomObjectWithHttpMessagesAsync<object>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, force, customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<T>> PatchClusterCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Patch, ApiPath.Cluster(group, version, plural, name))
        {
            Body = body,
            NeedsBody = true,
            Query =
            [
                ("dryRun", dryRun),
                ("fieldManager", fieldManager),
                ("fieldValidation", fieldValidation),
                ("force", force),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> PatchNamespacedCustomObjectWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        PatchNamespacedCustomObjectWithHttpMessagesAsync<object>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, force,
            customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> PatchNamespacedCustomObjectWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Patch, ApiPath.Namespaced(group, version, namespaceParameter, plural, name))
        {
            Body = body,
            NeedsBody = true,
            Query =
            [
                ("dryRun", dryRun),
                ("fieldManager", fieldManager),
                ("fieldValidation", fieldValidation),
                ("force", force),
            ],
            CustomHeaders = customHeaders,
        }, cancellationToken);
}
