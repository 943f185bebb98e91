namespace HomeLab.Registry;

/// <summary>The one exception of this client. Its message names the registry and what it said, and never a credential.</summary>
public sealed class RegistryException : Exception
{
    public RegistryException(RegistryFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    public RegistryFailure Failure { get; }

    /// <summary>How long the registry wants to be left alone; null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
