using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running.Launching;

/// <summary>A resource's environment and arguments with every expression resolved for this run.</summary>
sealed class ResolvedSettings(DistributedApplicationExecutionContext execution, ResourceLoggerService loggers)
{
    public async Task<Dictionary<string, string?>> EnvironmentAsync(IResource resource, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        await resource.ProcessEnvironmentVariableValuesAsync(
            execution,
            (name, _, value, exception) => values[name] = exception is null ? value : throw Unresolved(resource, name, exception),
            loggers.GetLogger(resource),
            cancellationToken);
        return values;
    }

    public async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var values = new List<string>();
        await resource.ProcessArgumentValuesAsync(
            execution,
            (_, value, exception, _) =>
            {
                if (exception is not null) throw Unresolved(resource, "its arguments", exception);
                if (value is not null) values.Add(value);
            },
            loggers.GetLogger(resource),
            cancellationToken);
        return values;
    }

    static DistributedApplicationException Unresolved(IResource resource, string what, Exception exception) =>
        new($"'{resource.Name}' cannot start: {what} could not be resolved. {exception.Message}", exception);
}
