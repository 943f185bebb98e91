namespace HomeLab.Proxmox.Backups;

/// <param name="State"><c>ok</c> or <c>failed</c>.</param>
/// <param name="Upid">On the backup server, whose task ids have another form.</param>
public sealed record BackupVerification(string? State, string? Upid)
{
    public bool IsOk => State == "ok";
}
