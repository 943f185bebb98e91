using k8s.Models;

namespace k8s;

/// <summary>The calls of <see cref="ICoreOperations"/> without their messages.</summary>
public static class CoreOperationsExtensions
{
    public static async Task<V1APIVersions> GetAPIVersionsAsync(
        this ICoreOperations operations, CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetAPIVersionsWithHttpMessagesAsync(null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
