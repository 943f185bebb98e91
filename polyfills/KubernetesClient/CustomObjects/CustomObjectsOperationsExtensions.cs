using k8s.Models;

namespace k8s;

/// <summary>The calls of <see cref="ICustomObjectsOperations"/> without their messages.</summary>
public static partial class CustomObjectsOperationsExtensions
{
    public static async Task<V1APIResourceList> GetAPIResourcesAsync(
        this ICustomObjectsOperations operations, string group, string version, CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetAPIResourcesWithHttpMessagesAsync(
            group, version, null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
