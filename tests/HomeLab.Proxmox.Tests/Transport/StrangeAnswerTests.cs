using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Storages;
using HomeLab.Proxmox.Tasks;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Transport;

public class StrangeAnswerTests
{
    static readonly GuestReference Web = new("n", GuestKind.Qemu, 100);
    static readonly GuestReference Container = new("n", GuestKind.Lxc, 200);
    static readonly Upid Started = Upid.Parse("UPID:n:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve:");

    static readonly string[] Strange =
    [
        "null", "[]", "{}", "\"\"", "\"x\"", "1", "1e400", "true", "[null]", "[1]", "[\"x\"]", "[[]]", "[{}]", "[{\"type\":\"qemu\"}]",
        "[{\"type\":\"node\",\"node\":null,\"name\":null}]", "{\"a\":null}", "{\"a\":[]}", "{\"a\":{\"b\":null}}", "{\"result\":[null]}",
        "{\"result\":[{\"name\":\"x\",\"ip-addresses\":[null,{},{\"ip-address\":7,\"prefix\":\"x\"}]}]}", "{\"vmid\":[],\"status\":{},\"tags\":[null]}",
        "{\"net0\":\",,=,\",\"scsi0\":\"=\",\"memory\":\"-1\",\"smbios1\":\"uuid=x\",\"meta\":\"ctime=99999999999999999999\",\"lxc\":1}",
        "[{\"vmid\":99999999999999999999,\"upid\":1,\"storage\":\"s\",\"volid\":\"v\",\"node\":\"n\",\"id\":\"i\"}]",
        "[{\"vmid\":\"x\",\"id\":\"i\",\"prune-backups\":[1],\"exclude\":\"x\",\"dow\":{}}]",
        "[{\"volid\":\"v\",\"content\":\"backup\",\"ctime\":1e300,\"size\":\"big\",\"verification\":{\"state\":{}}}]",
        "[{\"node\":\"n\",\"uptime\":-1e300,\"maxmem\":\"NaN\",\"ssl_fingerprint\":\"x\"}]", "[{\"poolid\":\"p\",\"members\":null}]", "\"\\ud800\"",
        "[{\"filename\":\"f\",\"notafter\":\"-1\",\"san\":null}]", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    ];

    public static TheoryData<string, string, Func<ProxmoxClient, Task>> Reads => new()
    {
        { "version", "version", client => client.GetVersionAsync(default) },
        { "permissions", "access/permissions", client => client.GetPermissionsAsync() },
        { "identity", "cluster/status", client => client.GetIdentityAsync(default) },
        { "cluster", "cluster/status", client => client.GetClusterStatusAsync(default) },
        { "resources", "cluster/resources", client => client.GetResourcesAsync() },
        { "cluster tasks", "cluster/tasks", client => client.ListClusterTasksAsync(default) },
        { "next VMID", "cluster/nextid", client => client.GetNextVmidAsync(default) },
        { "nodes", "nodes", client => client.ListNodesAsync(default) },
        { "node", "nodes/n/status", client => client.GetNodeStatusAsync("n", default) },
        { "networks", "nodes/n/network", client => client.ListNodeInterfacesAsync("n", default) },
        { "certificates", "nodes/n/certificates/info", client => client.ListCertificatesAsync("n", default) },
        { "tasks", "nodes/n/tasks?start=0&limit=50", client => client.ListTasksAsync("n", new TaskQuery(), default) },
        { "guests", "nodes/n/lxc", client => client.ListGuestsAsync("n", GuestKind.Lxc, default) },
        { "status", "nodes/n/qemu/100/status/current", client => client.GetGuestStatusAsync(Web, default) },
        { "config", "nodes/n/qemu/100/config", async client => ReadAll(await client.GetGuestConfigAsync(Web)) },
        { "pending", "nodes/n/qemu/100/pending", client => client.GetPendingAsync(Web, default) },
        { "agent", "nodes/n/qemu/100/agent/network-get-interfaces", client => client.ListGuestInterfacesAsync(Web, default) },
        { "interfaces", "nodes/n/lxc/200/interfaces", client => client.ListGuestInterfacesAsync(Container, default) },
        { "snapshots", "nodes/n/qemu/100/snapshot", client => client.ListSnapshotsAsync(Web, default) },
        { "storages", "nodes/n/storage", client => client.ListStoragesAsync("n", default) },
        { "storage", "nodes/n/storage/s/status", client => client.GetStorageStatusAsync("n", "s", default) },
        { "volumes", "nodes/n/storage/s/content", async client => (await client.ListVolumesAsync("n", "s")).ToList().ForEach(v => _ = v.Archive) },
        { "volume", "nodes/n/storage/s/content/s%3Av", client => client.GetVolumeAsync(new VolumeReference("n", "s:v"), default) },
        { "pools", "pools", client => client.ListPoolsAsync(default) },
        { "pool", "pools?poolid=p", client => client.GetPoolAsync("p", default) },
        { "jobs", "cluster/backup", client => client.ListBackupJobsAsync(default) },
        { "job", "cluster/backup/i", client => client.GetBackupJobAsync("i", default) },
        { "not backed up", "cluster/backup-info/not-backed-up", client => client.ListNotBackedUpAsync(default) },
        { "prune", "nodes/n/storage/s/prunebackups", client => client.PreviewPruneAsync("n", "s") },
        { "task", $"nodes/n/tasks/{Uri.EscapeDataString(Started.ToString())}/status", async client => _ = (await client.GetTaskAsync(Started, default)).Outcome },
        { "log", $"nodes/n/tasks/{Uri.EscapeDataString(Started.ToString())}/log?start=0&limit=0", client => client.GetTaskLogAsync(Started) },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Whatever_comes_is_read_or_refused_as_unreadable(string what, string path, Func<ProxmoxClient, Task> read)
    {
        await using var server = PveServer.Start([.. Strange.Append("no JSON").Select(data => ("GET " + path, PveReply.Ok(data)))]);
        using var client = server.Client();

        for (var i = 0; i <= Strange.Length; i++)
        {
            var answer = Strange.ElementAtOrDefault(i) ?? "no JSON";
            var exception = await Record.ExceptionAsync(() => read(client));
            Assert.True(exception is null or ProxmoxException { Failure: ProxmoxFailure.Unreadable }, $"{what} of {answer}: {exception}");
        }
    }

    static void ReadAll(GuestConfig config)
    {
        _ = (config.Name, config.Description, config.Memory, config.Cores, config.Sockets, config.SystemUuid, config.CreatedAt, config.HasAgent);
        _ = (config.Tags.Count, config.Networks.SelectMany(network => network.Addresses).Count(), config.Disks.Count(disk => disk.Storage is null));
    }
}
