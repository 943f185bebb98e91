namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<object> PatchClusterCustomObjectAsync(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchClusterCustomObjectWithHttpMessagesAsync(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, force, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> PatchClusterCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchClusterCustomObjectWithHttpMessagesAsync<T>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, force, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> PatchNamespacedCustomObjectAsync(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchNamespacedCustomObjectWithHttpMessagesAsync(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, force,
            null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> PatchNamespacedCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchNamespacedCustomObjectWithHttpMessagesAsync<T>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, force,
            null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
