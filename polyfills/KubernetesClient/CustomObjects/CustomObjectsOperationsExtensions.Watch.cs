namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static IAsyncEnumerable<(WatchEventType, object)> WatchListClusterCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string plural,
        bool? allowWatchBookmarks = null, string continueParameter = null, string fieldSelector = null,
        string labelSelector = null, int? limit = null, string resourceVersion = null,
        string resourceVersionMatch = null, int? timeoutSeconds = null, bool? pretty = null,
        Action<Exception> onError = null, CancellationToken cancellationToken = default)
    {
        var response = operations.ListClusterCustomObjectWithHttpMessagesAsync(
            group, version, plural, allowWatchBookmarks, continueParameter, fieldSelector, labelSelector, limit,
            resourceVersion, resourceVersionMatch, timeoutSeconds, true, pretty, null, cancellationToken);
        return WatchStream.ReadAsync(response, onError, cancellationToken);
    }

    public static IAsyncEnumerable<(WatchEventType, object)> WatchListNamespacedCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, bool? allowWatchBookmarks = null, string continueParameter = null, string fieldSelector = null,
        string labelSelector = null, int? limit = null, string resourceVersion = null,
        string resourceVersionMatch = null, int? timeoutSeconds = null, bool? pretty = null,
        Action<Exception> onError = null, CancellationToken cancellationToken = default)
    {
        var response = operations.ListNamespacedCustomObjectWithHttpMessagesAsync(
            group, version, namespaceParameter, plural, allowWatchBookmarks, continueParameter, fieldSelector,
            labelSelector, limit, resourceVersion, resourceVersionMatch, timeoutSeconds, true, pretty, null,
            cancellationToken);
        return WatchStream.ReadAsync(response, onError, cancellationToken);
    }
}
