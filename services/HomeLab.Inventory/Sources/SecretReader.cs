using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Sources;

/// <summary>Resolves references to secrets in this service's own environment.</summary>
sealed class SecretReader(IConfiguration configuration)
{
    /// <exception cref="SourceUnavailableException">It is not there; says which reference, never a value.</exception>
    public async Task<string> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (reference.Env is { } name)
        {
            // Configuration reads `__` in the name of a variable as a colon.
            return configuration[name.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value
                ? value
                : throw new SourceUnavailableException("SecretMissing", $"the environment variable {name} is not set");
        }
        try
        {
            return await File.ReadAllTextAsync(reference.File!, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SourceUnavailableException("SecretMissing", $"the file {reference.File} cannot be read");
        }
    }
}
