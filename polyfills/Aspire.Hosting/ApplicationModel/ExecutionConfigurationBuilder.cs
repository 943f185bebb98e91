using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

public sealed class ExecutionConfigurationBuilder : IExecutionConfigurationBuilder
{
    readonly IResource resource;

    ExecutionConfigurationBuilder(IResource resource) => this.resource = resource;

    internal bool WithArguments { get; set; }

    internal bool WithEnvironmentVariables { get; set; }

    public static IExecutionConfigurationBuilder Create(IResource resource) => new ExecutionConfigurationBuilder(resource);

    public async Task<IExecutionConfigurationResult> BuildAsync(
        DistributedApplicationExecutionContext executionContext, ILogger? resourceLogger = null, CancellationToken cancellationToken = default)
    {
        var logger = resourceLogger ?? NullLogger.Instance;
        var arguments = new List<(string, bool)>();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var faults = new List<Exception>();
        if (WithArguments)
        {
            await resource.ProcessArgumentValuesAsync(
                executionContext,
                (_, value, exception, isSensitive) =>
                {
                    if (exception is not null) faults.Add(exception);
                    if (value is not null) arguments.Add((value, isSensitive));
                },
                logger,
                cancellationToken);
        }

        if (WithEnvironmentVariables)
        {
            await resource.ProcessEnvironmentVariableValuesAsync(
                executionContext,
                (name, _, value, exception) =>
                {
                    if (exception is not null) faults.Add(exception);
                    if (value is not null) variables[name] = value;
                },
                logger,
                cancellationToken);
        }

        return new Result(arguments, variables, faults.Count == 0 ? null : new AggregateException(faults));
    }

    sealed record Result(
        IEnumerable<(string Value, bool IsSensitive)> Arguments, IEnumerable<KeyValuePair<string, string>> EnvironmentVariables, Exception? Exception)
        : IExecutionConfigurationResult;
}
