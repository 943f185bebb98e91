namespace k8s;

public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<object> GetClusterCustomObjectStatusAsync(
        this ICustomObjectsOperations operations, string group, string version, string plural, string name,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetClusterCustomObjectStatusWithHttpMessagesAsync(
            group, version, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> GetClusterCustomObjectStatusAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string plural, string name,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetClusterCustomObjectStatusWithHttpMessagesAsync<T>(
            group, version, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> GetNamespacedCustomObjectStatusAsync(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, string name, CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetNamespacedCustomObjectStatusWithHttpMessagesAsync(
            group, version, namespaceParameter, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> GetNamespacedCustomObjectStatusAsync<T>(
        this ICustomObjectsOperations operations, string group, string version, string namespaceParameter,
        string plural, string name, CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetNamespacedCustomObjectStatusWithHttpMessagesAsync<T>(
            group, version, namespaceParameter, plural, name, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> ReplaceClusterCustomObjectStatusAsync(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceClusterCustomObjectStatusWithHttpMessagesAsync(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> ReplaceClusterCustomObjectStatusAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceClusterCustomObjectStatusWithHttpMessagesAsync<T>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> ReplaceNamespacedCustomObjectStatusAsync(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceNamespacedCustomObjectStatusWithHttpMessagesAsync(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> ReplaceNamespacedCustomObjectStatusAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.ReplaceNamespacedCustomObjectStatusWithHttpMessagesAsync<T>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> PatchClusterCustomObjectStatusAsync(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchClusterCustomObjectStatusWithHttpMessagesAsync(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, force, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> PatchClusterCustomObjectStatusAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version, string plural,
        string name, string dryRun = null, string fieldManager = null, string fieldValidation = null,
        bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchClusterCustomObjectStatusWithHttpMessagesAsync<T>(
            body, group, version, plural, name, dryRun, fieldManager, fieldValidation, force, null,
            cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<object> PatchNamespacedCustomObjectStatusAsync(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchNamespacedCustomObjectStatusWithHttpMessagesAsync(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, force,
            null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }

    public static async Task<T> PatchNamespacedCustomObjectStatusAsync<T>(
        this ICustomObjectsOperations operations, object body, string group, string version,
        string namespaceParameter, string plural, string name, string dryRun = null, string fieldManager = null,
        string fieldValidation = null, bool? force = null, CancellationToken cancellationToken = default)
    {
        using var response = await operations.PatchNamespacedCustomObjectStatusWithHttpMessagesAsync<T>(
            body, group, version, namespaceParameter, plural, name, dryRun, fieldManager, fieldValidation, force,
            null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
