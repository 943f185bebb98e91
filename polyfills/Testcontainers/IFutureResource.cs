namespace DotNet.Testcontainers;

/// <summary>Something that exists on the daemon once it was asked for.</summary>
public interface IFutureResource
{
    Task CreateAsync(CancellationToken ct = default);

    Task DeleteAsync(CancellationToken ct = default);
}
