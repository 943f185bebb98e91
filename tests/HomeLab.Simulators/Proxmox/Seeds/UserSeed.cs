namespace HomeLab.Simulators.Proxmox.Seeds;

public sealed class UserSeed
{
    /// <summary><c>name@realm</c>. <c>root@pam</c> may do everything.</summary>
    public string UserId { get; init; } = "";

    /// <summary>Null: no ticket for this user.</summary>
    public string? Password { get; init; }

    public bool IsDisabled { get; init; }

    public IReadOnlyList<AclSeed> Acl { get; init; } = [];

    public IReadOnlyList<ApiTokenSeed> Tokens { get; init; } = [];
}
