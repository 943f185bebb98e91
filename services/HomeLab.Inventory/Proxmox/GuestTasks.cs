using HomeLab.Inventory.Changes;
using HomeLab.Proxmox.Tasks;

namespace HomeLab.Inventory.Proxmox;

/// <summary>Tells from a cluster's tasks who changed a guest.</summary>
/// <remarks>
/// A task explains only what its kind does: a configuration that is written at once makes none, so that one which began for something else proves
/// nothing of it. A clone's task names the guest that is cloned and not the one that appears.
/// </remarks>
sealed class GuestTasks(TimeProvider time)
{
    const string Otherwise = "no task of the cluster explains it";

    static readonly HashSet<string> Configured = new(StringComparer.Ordinal)
    {
        "name", "tags", "template", "cores", "memory", "onboot", "agent", "ostype", "macs", "uuid", "disks", "uid", "pool",
    };

    readonly RecentActs acts = new(time);

    public void See(IReadOnlyList<ProxmoxTask> tasks) => acts.See(
    [
        .. tasks.Where(it => it.Outcome is TaskOutcome.Running or TaskOutcome.Succeeded).Select(it => (
            new Act(it.Upid.ToString(), it.Upid.Id, it.Upid.Type, it.Upid.User, $"task {it.Upid}"), it.Outcome is TaskOutcome.Running)),
    ]);

    public Actor ActorOf(ObservedChange change) => change.Address.Split('/') is [_, _, "qemu" or "lxc", var vmid]
        ? acts.Of(vmid, type => Explains(type, change), Otherwise)
        : Actor.NotKnown(Otherwise);

    static bool Explains(string type, ObservedChange change) => change.Action switch
    {
        ObservedChange.Appeared or ObservedChange.Replaced => type is "qmcreate" or "qmrestore" or "vzcreate" or "vzrestore",
        ObservedChange.Gone => type is "qmdestroy" or "vzdestroy",
        _ => change.Fields.Any(it => Explains(type, it)),
    };

    static bool Explains(string type, ChangedField field) => field.Segments[0] switch
    {
        "state" => field.Became switch
        {
            "running" => type is "qmstart" or "qmresume" or "vzstart" or "vzresume",
            "stopped" => type is "qmstop" or "qmshutdown" or "qmsuspend" or "vzstop" or "vzshutdown" or "vzsuspend",
            _ => type is "qmpause" or "qmsuspend" or "vzsuspend",
        },
        "node" => type is "qmigrate" or "vzmigrate",
        "backup" => type is "vzdump",
        "disks" => type is "resize" or "qmmove" or "move_volume" or "qmconfig",
        "template" => type is "qmtemplate" or "vztemplate",
        var name => Configured.Contains(name) && type is "qmconfig" or "vzconfig",
    };
}
