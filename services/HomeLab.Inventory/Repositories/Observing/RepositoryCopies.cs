using System.Security.Cryptography;
using System.Text;
using HomeLab.Lab.Kinds;
using Microsoft.Extensions.Options;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Where copies of remotes lie: in a directory that outlives the process, or in one of its own.</summary>
sealed class RepositoryCopies(IOptions<InventoryOptions> options) : IDisposable
{
    // Nobody else may write into it: what lies there is taken for what the remote said.
    readonly Lazy<DirectoryInfo> temporary = new(() => Directory.CreateTempSubdirectory("homelab-repositories-"));

    public string DirectoryOf(RepositorySpec spec)
    {
        var root = options.Value.RepositoryCopies is { Length: > 0 } configured ? configured : temporary.Value.FullName;
        // Another remote of the same name begins anew.
        var remote = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{spec.Url} {spec.Branch}")))[..16];
        return Path.Combine(root, $"{spec.Name}-{remote}");
    }

    public void Dispose()
    {
        if (!temporary.IsValueCreated)
            return;
        try
        {
            temporary.Value.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary directory by itself.
        }
    }
}
