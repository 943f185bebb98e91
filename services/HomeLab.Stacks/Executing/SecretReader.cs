using HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Stacks.Executing;

/// <summary>Resolves a secret in this service's own environment, each time that it is needed, so that a rotated one counts at once.</summary>
sealed class SecretReader(IConfiguration configuration)
{
    /// <exception cref="SecretMissingException">There is none; says which reference, never a value.</exception>
    public async Task<string> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (reference.FromCase != SecretReference.FromOneofCase.File)
        {
            // Configuration reads `__` in the name of a variable as a colon.
            return configuration[reference.Env.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value
                ? value
                : throw new SecretMissingException($"the environment variable {reference.Env} of the service Stacks is not set");
        }
        try
        {
            return await File.ReadAllTextAsync(reference.File, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretMissingException($"the file {reference.File} of the service Stacks cannot be read");
        }
    }
}

sealed class SecretMissingException(string message) : Exception(message);
