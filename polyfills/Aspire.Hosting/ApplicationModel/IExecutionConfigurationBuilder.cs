using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public interface IExecutionConfigurationBuilder
{
    Task<IExecutionConfigurationResult> BuildAsync(
        DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default);
}
