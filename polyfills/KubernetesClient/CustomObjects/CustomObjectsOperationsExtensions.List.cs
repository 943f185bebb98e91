namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<object> ListClusterCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string plural,
        bool? allowWatchBookmarks = null, string continueParameter = null, string fieldSelector = null,
        string labelSelector = null, int? limit = null, string resourceVersion = null,
        string resourceVersionMatch = null, int? timeoutSeconds = null, bool? pretty = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ListClusterCustomObjectWithHttpMessagesAsync(
            group, version, plural, allowWatchBookmarks, continueParameter, fieldSelector, labelSelector, limit,
            resourceVersion, resourceVersionMatch, timeoutSeconds, false, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> ListClusterCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string plural,
        bool? allowWatchBookmarks = null, string continueParameter = null, string fieldSelector = null,
        string labelSelector = null, int? limit = null, string resourceVersion = null,
        string resourceVersionMatch = null, int? timeoutSeconds = null, bool? pretty = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ListClusterCustomObjectWithHttpMessagesAsync<T>(
            group, version, plural, allowWatchBookmarks, continueParameter, fieldSelector, labelSelector, limit,
            resourceVersion, resourceVersionMatch, timeoutSeconds, false, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> ListNamespacedCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, bool? allowWatchBookmarks = null, string continueParameter = null, string fieldSelector = null,
        string labelSelector = null, int? limit = null, string resourceVersion = null,
        string resourceVersionMatch = null, int? timeoutSeconds = null, bool? pretty = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ListNamespacedCustomObjectWithHttpMessagesAsync(
            group, version, namespaceParameter, plural, allowWatchBookmarks, continueParameter, fieldSelector,
            labelSelector, limit, resourceVersion, resourceVersionMatch, timeoutSeconds, false, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> ListNamespacedCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, bool? allowWatchBookmarks = null, string continueParameter = null, string fieldSelector = null,
        string labelSelector = null, int? limit = null, string resourceVersion = null,
        string resourceVersionMatch = null, int? timeoutSeconds = null, bool? pretty = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ListNamespacedCustomObjectWithHttpMessagesAsync<T>(
            group, version, namespaceParameter, plural, allowWatchBookmarks, continueParameter, fieldSelector,
            labelSelector, limit, resourceVersion, resourceVersionMatch, timeoutSeconds, false, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
