using HomeLab.Proxmox;

namespace HomeLab.Inventory.Proxmox;

/// <summary>Reads one thing of many: if that does not answer, or may not be read, it spoils no other, and proves nothing.</summary>
static class Sparing
{
    /// <returns>Null: it could not be read.</returns>
    public static async Task<T?> TryAsync<T>(Func<Task<T>> read) where T : class
    {
        try
        {
            return await read();
        }
        catch (ProxmoxException exception) when (exception.Failure is not (ProxmoxFailure.TokenRefused or ProxmoxFailure.WrongCluster or ProxmoxFailure.CertificateRefused))
        {
            return null;
        }
    }
}
