namespace HomeLab.Dns.Providers;

/// <summary>Resolves a secret in this service's own environment, each time that it is needed, so that a rotated one counts at once.</summary>
sealed class SecretReader(IConfiguration configuration)
{
    const int LongestSecret = 16 * 1024;

    /// <exception cref="SecretMissingException">There is none; the message says where it was looked for.</exception>
    public async ValueTask<string> ReadAsync(SecretName name, CancellationToken cancellationToken)
    {
        var value = name switch
        {
            // Configuration turns a variable's double underscore into its own separator.
            SecretName.Env env => configuration[env.Variable.Replace("__", ":", StringComparison.Ordinal)],
            SecretName.File file => await ReadFileAsync(file, cancellationToken),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return string.IsNullOrWhiteSpace(value) ? throw Missing(name, "is not set or empty") : value;
    }

    static async Task<string?> ReadFileAsync(SecretName.File file, CancellationToken cancellationToken)
    {
        try
        {
            return new FileInfo(file.Path).Length > LongestSecret
                ? throw Missing(file, "is too large to be a secret")
                : await File.ReadAllTextAsync(file.Path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(file, "cannot be read: " + e.Message);
        }
    }

    static SecretMissingException Missing(SecretName name, string why) => new($"the {name} of the Dns service {why}.");
}
