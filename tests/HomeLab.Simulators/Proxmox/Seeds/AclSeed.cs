namespace HomeLab.Simulators.Proxmox.Seeds;

public sealed class AclSeed
{
    public string Path { get; init; } = "/";

    /// <summary>A built-in role such as <c>PVEAuditor</c>, or privileges separated by commas.</summary>
    public string Role { get; init; } = "PVEAuditor";

    public bool Propagates { get; init; } = true;
}
