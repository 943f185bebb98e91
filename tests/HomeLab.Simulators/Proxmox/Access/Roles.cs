namespace HomeLab.Simulators.Proxmox.Access;

/// <summary>The built-in roles' privileges, as far as something here asks for them.</summary>
static class Roles
{
    static readonly string[] Audit = ["VM.Audit", "VM.GuestAgent.Audit", "Datastore.Audit", "Sys.Audit", "Pool.Audit", "SDN.Audit", "Mapping.Audit"];

    static readonly string[] MachineUse = ["VM.Audit", "VM.GuestAgent.Audit", "VM.Console", "VM.PowerMgmt", "VM.Backup", "VM.Config.CDROM", "VM.Config.Cloudinit"];

    static readonly string[] MachineCare =
    [
        .. MachineUse, "VM.Allocate", "VM.Clone", "VM.Migrate", "VM.Snapshot", "VM.Snapshot.Rollback", "VM.Monitor",
        "VM.Config.Disk", "VM.Config.CPU", "VM.Config.Memory", "VM.Config.Network", "VM.Config.HWType", "VM.Config.Options",
        "VM.GuestAgent.FileRead", "VM.GuestAgent.FileWrite", "VM.GuestAgent.FileSystemMgmt", "VM.GuestAgent.Unrestricted",
    ];

    static readonly string[] StoreUse = ["Datastore.Audit", "Datastore.AllocateSpace"];

    static readonly string[] StoreCare = [.. StoreUse, "Datastore.Allocate", "Datastore.AllocateTemplate"];

    static readonly string[] PoolCare = ["Pool.Audit", "Pool.Allocate"];

    static readonly string[] Administration =
        [.. Audit, .. MachineCare, .. StoreCare, .. PoolCare, "SDN.Use", "SDN.Allocate", "Permissions.Modify", "User.Modify", "Realm.AllocateUser", "Sys.Console", "Sys.Syslog"];

    public static IReadOnlySet<string> PrivilegesOf(string role) => role switch
    {
        _ when role.Contains('.', StringComparison.Ordinal) => role.Split(',', StringSplitOptions.TrimEntries).ToHashSet(),
        "Administrator" => Administration.Concat(["Sys.Modify", "Sys.PowerMgmt", "Sys.AccessNetwork", "Sys.Incoming"]).ToHashSet(),
        "PVEAdmin" => Administration.ToHashSet(),
        "PVEAuditor" => Audit.ToHashSet(),
        "PVEVMUser" => MachineUse.ToHashSet(),
        "PVEVMAdmin" => MachineCare.ToHashSet(),
        "PVEDatastoreUser" => StoreUse.ToHashSet(),
        "PVEDatastoreAdmin" => StoreCare.ToHashSet(),
        "PVEPoolUser" => new HashSet<string> { "Pool.Audit" },
        "PVEPoolAdmin" => PoolCare.ToHashSet(),
        "PVESysAdmin" => new HashSet<string> { "Sys.Audit", "Sys.Console", "Sys.Syslog", "Permissions.Modify" },
        "NoAccess" => new HashSet<string>(),
        _ => throw new InvalidOperationException($"There is no role {role}."),
    };
}
