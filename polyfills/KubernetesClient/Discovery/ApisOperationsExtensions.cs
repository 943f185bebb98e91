using k8s.Models;

namespace k8s;

/// <summary>The calls of <see cref="IApisOperations"/> without their messages.</summary>
public static class ApisOperationsExtensions
{
    public static async Task<V1APIGroupList> GetAPIVersionsAsync(
        this IApisOperations operations, CancellationToken cancellationToken = default)
    {
        using var response = await operations.GetAPIVersionsWithHttpMessagesAsync(null, cancellationToken).ConfigureAwait(false);
        return response.Body;
    }
}
