namespace HomeLab.Simulators.Proxmox.Seeds;

public sealed class ApiTokenSeed
{
    public string TokenId { get; init; } = "";

    /// <summary>A UUID.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Whether it may do only what both its user and its own list allow.</summary>
    public bool IsPrivilegeSeparated { get; init; } = true;

    public IReadOnlyList<AclSeed> Acl { get; init; } = [];

    public DateTimeOffset? ExpiresOn { get; init; }
}
