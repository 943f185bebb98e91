using k8s.Models;

namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<object> DeleteClusterCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string plural, string name,
        V1DeleteOptions body = null, int? gracePeriodSeconds = null, bool? orphanDependents = null,
        string propagationPolicy = null, string dryRun = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.DeleteClusterCustomObjectWithHttpMessagesAsync(
            group, version, plural, name, body, gracePeriodSeconds, orphanDependents, propagationPolicy, dryRun, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> DeleteClusterCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string plural, string name,
        V1DeleteOptions body = null, int? gracePeriodSeconds = null, bool? orphanDependents = null,
        string propagationPolicy = null, string dryRun = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.DeleteClusterCustomObjectWithHttpMessagesAsync<T>(
            group, version, plural, name, body, gracePeriodSeconds, orphanDependents, propagationPolicy, dryRun, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> DeleteNamespacedCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, string name, V1DeleteOptions body = null, int? gracePeriodSeconds = null,
        bool? orphanDependents = null, string propagationPolicy = null, string dryRun = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.DeleteNamespacedCustomObjectWithHttpMessagesAsync(
            group, version, namespaceParameter, plural, name, body, gracePeriodSeconds, orphanDependents,
            propagationPolicy, dryRun, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> DeleteNamespacedCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, string name, V1DeleteOptions body = null, int? gracePeriodSeconds = null,
        bool? orphanDependents = null, string propagationPolicy = null, string dryRun = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.DeleteNamespacedCustomObjectWithHttpMessagesAsync<T>(
            group, version, namespaceParameter, plural, name, body, gracePeriodSeconds, orphanDependents,
            propagationPolicy, dryRun, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
