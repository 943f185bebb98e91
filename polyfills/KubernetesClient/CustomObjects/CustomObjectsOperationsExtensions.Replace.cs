namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<object> ReplaceClusterCustomObjectAsync(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceClusterCustomObjectWithHttpMessagesAsync(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> ReplaceClusterCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceClusterCustomObjectWithHttpMessagesAsync<T>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> ReplaceNamespacedCustomObjectAsync(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceNamespacedCustomObjectWithHttpMessagesAsync(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> ReplaceNamespacedCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceNamespacedCustomObjectWithHttpMessagesAsync<T>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
