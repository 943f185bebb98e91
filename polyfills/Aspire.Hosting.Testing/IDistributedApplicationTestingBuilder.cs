namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's model before it is built, open to a test's changes.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
