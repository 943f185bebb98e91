using k8s.Autorest;

namespace k8s;

sealed partial class CustomObjectsOperations
{
    public Task<HttpOperationResponse<object>> ListClusterCustomObjectWithHttpMessagesAsync(
        string group, string version, string plural, bool? allowWatchBookmarks = null,
        string continueParameter = null, string fieldSelector = null, string labelSelector = null, int? limit = null,
        string resourceVersion = null, string resourceVersionMatch = null, int? timeoutSeconds = null,
        bool? watch = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        ListClusterCustomObjectWithHttpMessagesAsync<object>(
            group, version, plural, allowWatchBookmarks, continueParameter, fieldSelector, labelSelector, limit,
            resourceVersion, resourceVersionMatch, timeoutSeconds, watch, pretty, customHeaders, cancellationToken);

    public Task<HttpOperationResponse<T>> ListClusterCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string plural, bool? allowWatchBookmarks = null,
        string continueParameter = null, string fieldSelector = null, string labelSelector = null, int? limit = null,
        string resourceVersion = null, string resourceVersionMatch = null, int? timeoutSeconds = null,
        bool? watch = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Get, ApiPath.Cluster(group, version, plural))
        {
            Query =
            [
                ("allowWatchBookmarks", allowWatchBookmarks),
                ("continue", continueParameter),
                ("fieldSelector", fieldSelector),
                ("labelSelector", labelSelector),
                ("limit", limit),
                ("resourceVersion", resourceVersion),
                ("resourceVersionMatch", resourceVersionMatch),
                ("timeoutSeconds", timeoutSeconds),
                ("watch", watch),
                ("pretty", pretty),
            ],
            Watch = watch == true,
            CustomHeaders = customHeaders,
        }, cancellationToken);

    public Task<HttpOperationResponse<object>> ListNamespacedCustomObjectWithHttpMessagesAsync(
        string group, string version, string namespaceParameter, string plural, bool? allowWatchBookmarks = null,
        string continueParameter = null, string fieldSelector = null, string labelSelector = null, int? limit = null,
        string resourceVersion = null, string resourceVersionMatch = null, int? timeoutSeconds = null,
        bool? watch = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        ListNamespacedCustomObjectWithHttpMessagesAsync<object>(
            group, version, namespaceParameter, plural, allowWatchBookmarks, continueParameter, fieldSelector,
            labelSelector, limit, resourceVersion, resourceVersionMatch, timeoutSeconds, watch, pretty, customHeaders,
            cancellationToken);

    public Task<HttpOperationResponse<T>> ListNamespacedCustomObjectWithHttpMessagesAsync<T>(
        string group, string version, string namespaceParameter, string plural, bool? allowWatchBookmarks = null,
        string continueParameter = null, string fieldSelector = null, string labelSelector = null, int? limit = null,
        string resourceVersion = null, string resourceVersionMatch = null, int? timeoutSeconds = null,
        bool? watch = null, bool? pretty = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>> customHeaders = null,
        CancellationToken cancellationToken = default) =>
        caller.CallAsync<T>(new ApiRequest(HttpMethod.Get, ApiPath.Namespaced(group, version, namespaceParameter, plural))
        {
            Query =
            [
                ("allowWatchBookmarks", allowWatchBookmarks),
                ("continue", continueParameter),
                ("fieldSelector", fieldSelector),
                ("labelSelector", labelSelector),
                ("limit", limit),
                ("resourceVersion", resourceVersion),
                ("resourceVersionMatch", resourceVersionMatch),
                ("timeoutSeconds", timeoutSeconds),
                ("watch", watch),
                ("pretty", pretty),
            ],
            Watch = watch == true,
            CustomHeaders = customHeaders,
        }, cancellationToken);
}
