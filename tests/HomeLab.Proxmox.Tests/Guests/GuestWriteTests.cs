using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Guests;

public class GuestWriteTests
{
    const string Started = "UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmclone:100:svc@pve!ctl:";

    static readonly GuestReference Web = new("pve1", GuestKind.Qemu, 100);
    static readonly GuestReference Container = new("pve1", GuestKind.Lxc, 200);

    public static TheoryData<string, Func<ProxmoxClient, Task>, string, string> Writes => new()
    {
        { "create", client => client.CreateGuestAsync(Web, new() { { "name", "web1" }, { "onboot", true }, { "cores", 2 }, { "net0", "virtio,bridge=vmbr0" } }, default), "POST nodes/pve1/qemu", "vmid=100&name=web1&onboot=1&cores=2&net0=virtio%2Cbridge%3Dvmbr0" },
        { "create lxc", client => client.CreateGuestAsync(Container, new() { { "ostemplate", "local:vztmpl/d.tar.zst" } }, default), "POST nodes/pve1/lxc", "vmid=200&ostemplate=local%3Avztmpl%2Fd.tar.zst" },
        { "clone", client => client.CloneGuestAsync(Web, new CloneRequest { NewVmid = 101, Name = "web2", IsFull = true, TargetNode = "pve2" }, default), "POST nodes/pve1/qemu/100/clone", "newid=101&name=web2&full=1&target=pve2" },
        { "clone lxc", client => client.CloneGuestAsync(Container, new CloneRequest { NewVmid = 201, Name = "dns2" }, default), "POST nodes/pve1/lxc/200/clone", "newid=201&hostname=dns2" },
        { "restore", client => client.RestoreGuestAsync(Web, new RestoreRequest { Archive = "local:backup/x", IsUnique = true }, default), "POST nodes/pve1/qemu", "vmid=100&archive=local%3Abackup%2Fx&unique=1" },
        { "restore lxc", client => client.RestoreGuestAsync(Container, new RestoreRequest { Archive = "local:backup/x", Overwrites = true, Storage = "zfs" }, default), "POST nodes/pve1/lxc", "vmid=200&ostemplate=local%3Abackup%2Fx&restore=1&force=1&storage=zfs" },
        { "snapshot", client => client.CreateSnapshotAsync(Web, "s1", "why", true, default), "POST nodes/pve1/qemu/100/snapshot", "snapname=s1&description=why&vmstate=1" },
        { "snapshot lxc", client => client.CreateSnapshotAsync(Container, "s1", null, true, default), "POST nodes/pve1/lxc/200/snapshot", "snapname=s1" },
        { "rollback", client => client.RollbackAsync(Web, "s1", default), "POST nodes/pve1/qemu/100/snapshot/s1/rollback", "" },
        { "delete snapshot", client => client.DeleteSnapshotAsync(Web, "s1", default), "DELETE nodes/pve1/qemu/100/snapshot/s1", "" },
        { "resize", client => client.ResizeDiskAsync(Web, "scsi0", "+8G", null, default), "PUT nodes/pve1/qemu/100/resize", "disk=scsi0&size=%2B8G" },
        { "reboot", client => client.RebootAsync(Container, null, default), "POST nodes/pve1/lxc/200/status/reboot", "" },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Sends_what_Proxmox_takes(string what, Func<ProxmoxClient, Task> write, string line, string body)
    {
        await using var server = PveServer.Start((line, PveReply.Ok($"\"{Started}\"")));
        using var client = server.Client();

        await write(client);

        Assert.True(Assert.Single(server.Seen).Body == body, $"{what}: {server.Seen.Single().Body}");
    }

    public static TheoryData<string, Func<ProxmoxClient, Task>, string> Changes => new()
    {
        { "tags", client => client.SetTagsAsync(Web, ["web", "homelab-1a2b"], "da39", default), "tags=web%3Bhomelab-1a2b&digest=da39" },
        { "no tags", client => client.SetTagsAsync(Web, [], "da39", default), "delete=tags&digest=da39" },
        { "description", client => client.SetDescriptionAsync(Web, "kept by us\nü", null, default), "description=kept+by+us%0A%C3%BC" },
        { "no description", client => client.SetDescriptionAsync(Web, "", null, default), "delete=description" },
        { "config", client => client.UpdateGuestConfigAsync(Web, new GuestConfigChange(new() { { "cores", 4 } }, ["net1", "scsi2"], "da39"), default), "cores=4&delete=net1%2Cscsi2&digest=da39" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_configuration_is_written_at_once(string what, Func<ProxmoxClient, Task> write, string body)
    {
        await using var server = PveServer.Start(("PUT nodes/pve1/qemu/100/config", PveReply.Ok("null")));
        using var client = server.Client();

        await write(client);

        Assert.True(Assert.Single(server.Seen).Body == body, $"{what}: {server.Seen.Single().Body}");
    }

    [Fact]
    public async Task A_configuration_as_a_task_may_be_done_before_there_is_one()
    {
        await using var server = PveServer.Start(
            ("POST nodes/pve1/qemu/100/config", PveReply.Ok("null")), ("POST nodes/pve1/qemu/100/config", PveReply.Ok($"\"{Started}\"")));
        using var client = server.Client();
        var change = new GuestConfigChange(new() { { "cores", 4 } }, [], null);

        Assert.Null(await client.StartGuestConfigUpdateAsync(Web, change, default));
        Assert.Equal(Started, (await client.StartGuestConfigUpdateAsync(Web, change, default))?.ToString());
    }

    [Fact]
    public void Ssh_keys_are_escaped_once_before_the_form_escapes_them_again()
    {
        var settings = new GuestSettings();

        settings.AddSshKeys("ssh-ed25519 AAAA+b/ me@home\n");

        Assert.Equal("ssh-ed25519%20AAAA%2Bb%2F%20me%40home%0A", settings["sshkeys"]);
    }

    [Fact]
    public async Task A_stopped_task_is_asked_for_by_its_own_node()
    {
        const string Line = "DELETE nodes/pve1/tasks/UPID%3Apve1%3A0003F21A%3A0A1B2C3D%3A65F0A1B2%3Aqmclone%3A100%3Asvc%40pve%21ctl%3A";
        await using var server = PveServer.Start((Line, PveReply.Ok("null")));
        using var client = server.Client();

        await client.StopTaskAsync(Proxmox.Tasks.Upid.Parse(Started), default);

        Assert.Single(server.Seen);
    }
}
