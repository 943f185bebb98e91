using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public static partial class ResourceExtensions
{
    internal static async ValueTask ProcessEnvironmentVariableValuesAsync(
        this IResource resource, DistributedApplicationExecutionContext executionContext,
        Action<string, object?, string?, Exception?> processValue, ILogger logger, CancellationToken cancellationToken = default)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        foreach (var (name, value) in context.EnvironmentVariables)
        {
            var (text, exception) = await ResolveAsync(resource, executionContext, value, cancellationToken);
            processValue(name, value, text, exception);
        }
    }

    internal static async ValueTask ProcessArgumentValuesAsync(
        this IResource resource, DistributedApplicationExecutionContext executionContext,
        Action<object?, string?, Exception?, bool> processValue, ILogger logger, CancellationToken cancellationToken = default)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = executionContext, Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
            await annotation.Callback(context);

        foreach (var value in context.Args)
        {
            var (text, exception) = await ResolveAsync(resource, executionContext, value, cancellationToken);
            processValue(value, text, exception, value is ParameterResource { Secret: true });
        }
    }

    static async ValueTask<(string? Text, Exception? Exception)> ResolveAsync(
        IResource resource, DistributedApplicationExecutionContext executionContext, object? value, CancellationToken cancellationToken)
    {
        try
        {
            return (value switch
            {
                null => null,
                string text => text,
                IManifestExpressionProvider expression when executionContext.IsPublishMode => expression.ValueExpression,
                IValueProvider provider => await provider.GetValueAsync(
                    new ValueProviderContext { ExecutionContext = executionContext, Caller = resource }, cancellationToken),
                IResourceBuilder<IResource> { Resource: IExpressionValue inner } => executionContext.IsPublishMode
                    ? inner.ValueExpression
                    : await inner.GetValueAsync(cancellationToken),
                IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
                _ => value.ToString(),
            }, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return (null, exception);
        }
    }
}
