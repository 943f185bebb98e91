namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<object> CreateClusterCustomObjectAsync(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? pretty = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.CreateClusterCustomObjectWithHttpMessagesAsync(
            body, group, version, plural, dryRun, fieldManager, fieldValidation, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> CreateClusterCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string dryRun = null, string fieldManager = null, string fieldValidation = null, bool? pretty = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.CreateClusterCustomObjectWithHttpMessagesAsync<T>(
            body, group, version, plural, dryRun, fieldManager, fieldValidation, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> CreateNamespacedCustomObjectAsync(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? pretty = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.CreateNamespacedCustomObjectWithHttpMessagesAsync(
            body, group, version, namespaceParameter, plural, dryRun, fieldManager, fieldValidation, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> CreateNamespacedCustomObjectAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? pretty = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.CreateNamespacedCustomObjectWithHttpMessagesAsync<T>(
            body, group, version, namespaceParameter, plural, dryRun, fieldManager, fieldValidation, pretty, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
