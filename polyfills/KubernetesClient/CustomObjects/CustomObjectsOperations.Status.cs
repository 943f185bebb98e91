using k8s.Autorest;

namespace k8s;

sealed partial class CustomObjectsOperations
{
    public Task<HttpOperationResponse<object>> GetClusterCustomObjectStatusWithHttpMessagesAsync(
        string group, string version, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        GetClusterCustomObjectStatusWithHttpMessagesAsync<object>(
            group, version, plural, name, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> GetClusterCustomObjectStatusWithHttpMessagesAsync<T>(
        string group, string version, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Get, ApiPath.Cluster(group, version, plural, name).Status)
        {
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> GetNamespacedCustomObjectStatusWithHttpMessagesAsync(
        string group, string version, string namespaceParameter, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        GetNamespacedCustomObjectStatusWithHttpMessagesAsync<object>(
            group, version, namespaceParameter, plural, name, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> GetNamespacedCustomObjectStatusWithHttpMessagesAsync<T>(
        string group, string version, string namespaceParameter, string plural, string name,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Get, ApiPath.Namespaced(group, version, namespaceParameter, plural, name).Status)
        {
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> ReplaceClusterCustomObjectStatusWithHttpMessagesAsync(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        ReplaceClusterCustomObjectStatusWithHttpMessagesAsync<object>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<T>> ReplaceClusterCustomObjectStatusWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Put, ApiPath.Cluster(group, version, plural, name).Status)
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

    public Task<HttpOperationResponse<object>> ReplaceNamespacedCustomObjectStatusWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        ReplaceNamespacedCustomObjectStatusWithHttpMessagesAsync<object>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation,
            customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> ReplaceNamespacedCustomObjectStatusWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Put, ApiPath.Namespaced(group, version, namespaceParameter, plural, name).Status)
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

    public Task<HttpOperationResponse<object>> PatchClusterCustomObjectStatusWithHttpMessagesAsync(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        PatchClusterCustomObjectStatusWithHttpMessagesAsync<object>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, force, customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<T>> PatchClusterCustomObjectStatusWithHttpMessagesAsync<T>(
        object body, string group, string version, string plural, string name, string dryRun = null,
        string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Patch, ApiPath.Cluster(group, version, plural, name).Status)
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

    public Task<HttpOperationResponse<object>> PatchNamespacedCustomObjectStatusWithHttpMessagesAsync(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        PatchNamespacedCustomObjectStatusWithHttpMessagesAsync<object>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, force,
            customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> PatchNamespacedCustomObjectStatusWithHttpMessagesAsync<T>(
        object body, string group, string version, string namespaceParameter, string plural, string name,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? force = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Patch, ApiPath.Namespaced(group, version, namespaceParameter, plural, name).Status)
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
