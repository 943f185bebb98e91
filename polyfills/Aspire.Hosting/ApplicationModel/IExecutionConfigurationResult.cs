namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource is started with: values in run mode, manifest expressions in publish mode.</summary>
public interface IExecutionConfigurationResult
{
    IEnumerable<(string Value, bool IsSensitive)> Arguments { get; }

    IEnumerable<KeyValuePair<string, string>> EnvironmentVariables { get; }

    /// <summary>Why values are missing; null when none is.</summary>
    Exception? Exception { get; }
}
