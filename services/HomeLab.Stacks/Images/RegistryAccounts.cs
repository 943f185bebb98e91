using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Registry;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Sources;

namespace HomeLab.Stacks.Images;

/// <summary>With what the lab says that registries are logged in to.</summary>
sealed class RegistryAccounts(StackFeed feed, SecretReader secrets)
{
    /// <returns>Null: with nothing.</returns>
    /// <exception cref="SecretMissingException">The password is not where the lab says.</exception>
    public async Task<RegistryCredential?> OfAsync(ImageReference image, CancellationToken cancellationToken)
    {
        var lab = await feed.ReadAsync(cancellationToken);
        var access = lab.Lab?.Registries.FirstOrDefault(it => it.Host == image.Registry);
        return access is { User.Length: > 0 } ? await OfAsync(access, cancellationToken) : null;
    }

    public async Task<RegistryCredential> OfAsync(RegistryAccess access, CancellationToken cancellationToken) =>
        new(access.User, (await secrets.ReadAsync(access.Password, cancellationToken)).TrimEnd('\n', '\r'));
}
