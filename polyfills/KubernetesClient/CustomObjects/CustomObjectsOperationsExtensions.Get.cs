namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<object> GetClusterCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string plural, string name,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetClusterCustomObjectWithHttpMessagesAsync(
            group, version, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> GetClusterCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string plural, string name,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetClusterCustomObjectWithHttpMessagesAsync<T>(
            group, version, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> GetNamespacedCustomObjectAsync(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, string name, CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetNamespacedCustomObjectWithHttpMessagesAsync(
            group, version, namespaceParameter, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> GetNamespacedCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, string name, CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetNamespacedCustomObjectWithHttpMessagesAsync<T>(
            group, version, namespaceParameter, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
