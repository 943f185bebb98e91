using HomeLab.Contracts.Grpc.Inventory;
using Microsoft.Extensions.Configuration;

namespace HomeLab.ServiceDefaults.Secrets;

/// <summary>Resolves a secret in this service's own environment, each time that it is needed, so that a rotated one counts at once.</summary>
public sealed class SecretReader(IConfiguration configuration, ServiceName service)
{
    /// <exception cref="SecretMissingException">There is none; says which reference, never a value.</exception>
    public async Task<string> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        if (reference.FromCase != SecretReference.FromOneofCase.File)
        {
            // Configuration reads `__` in the name of a variable as a colon.
            return configuration[reference.Env.Replace("__", ":", StringComparison.Ordinal)] is { Length: > 0 } value
                ? value
                : throw new SecretMissingException($"the environment variable {reference.Env} of the service {service} is not set");
        }
        try
        {
            return await File.ReadAllTextAsync(reference.File, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretMissingException($"the file {reference.File} of the service {service} cannot be read");
        }
    }
}
