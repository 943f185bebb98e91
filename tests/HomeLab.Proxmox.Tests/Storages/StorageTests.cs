using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Storages;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Storages;

public class StorageTests
{
    [Fact]
    public async Task Reads_storages_and_tells_those_that_cannot_be_used()
    {
        await using var server = PveServer.Start(
            ("GET nodes/pve1/storage", PveReply.Ok(
                """[{"storage":"local","type":"dir","content":"backup,iso,vztmpl","active":1,"enabled":1,"shared":0,"total":100,"used":95,"avail":"5","used_fraction":0.95},{"storage":"nas","type":"nfs","content":"","active":0,"enabled":"1","shared":1,"total":0,"used":0,"avail":0}]""")),
            ("GET nodes/pve1/storage/local/status", PveReply.Ok("""{"type":"dir","content":"backup","active":1,"enabled":1,"shared":0,"total":100,"used":95,"avail":5}""")));
        using var client = server.Client();

        var storages = await client.ListStoragesAsync("pve1", default);
        var local = await client.GetStorageStatusAsync("pve1", "local", default);

        Assert.Equal([("local", true, 5L), ("nas", false, 0L)], storages.Select(storage => (storage.Name, storage.IsActive, storage.Available)));
        Assert.Equal(["backup", "iso", "vztmpl"], storages[0].Content);
        Assert.Empty(storages[1].Content);
        Assert.Equal(("local", 95L), (local.Name, local.Used));
    }

    [Fact]
    public async Task Reads_volumes_of_every_kind()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/storage/local/content", PveReply.Ok(
            """
            [{"volid":"local:backup/vzdump-qemu-100-2026_01_31-02_00_01.vma.zst","content":"backup","subtype":"qemu","format":"vma.zst",
             "vmid":100,"ctime":1769824801,"size":1320702443,"notes":"web1","protected":1},
             {"volid":"local:iso/debian-12.iso","content":"iso","format":"iso","ctime":1700000000,"size":658505728},
             {"volid":"local-lvm:vm-100-disk-0","content":"images","format":"raw","vmid":"100","size":34359738368,"parent":null},
             {"volid":"pbs:backup/vm/100/2026-01-31T02:00:01Z","content":"backup","subtype":"qemu","format":"pbs-vm","vmid":100,"ctime":1769824801,
              "size":34359738368,"notes":"web1","verification":{"state":"ok","upid":"UPID:pbs:0:0:0:0:verify:store:root@pam:"},"encrypted":"aa:bb"},
             {"volid":"local:backup/by-hand.vma","content":"backup","subtype":"other","format":"vma","size":1}]
            """)));
        using var client = server.Client();

        var volumes = await client.ListVolumesAsync("pve1", "local");

        Assert.Equal((100, true, "web1", GuestKind.Qemu), (volumes[0].Vmid!.Value, volumes[0].IsProtected, volumes[0].Notes, volumes[0].BackupKind!.Value));
        Assert.Equal((null, null, false), (volumes[1].Vmid, volumes[1].Archive, volumes[1].IsProtected));
        Assert.Equal((100, 32L << 30, null), (volumes[2].Vmid!.Value, volumes[2].Size, volumes[2].Parent));
        Assert.True(volumes[3].Verification!.IsOk && volumes[3].Archive!.IsOnBackupServer);
        Assert.Equal((null, null), (volumes[4].BackupKind, volumes[4].Archive));
    }

    [Fact]
    public async Task Changes_and_deletes_a_volume_by_its_whole_id()
    {
        const string Path = "nodes/pve1/storage/local/content/local%3Abackup%2Fx.vma";
        const string Task = "UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:imgdel:100@local:svc@pve!ctl:";
        await using var server = PveServer.Start(
            ("GET " + Path, PveReply.Ok("""{"path":"/var/lib/vz/dump/x.vma","size":10,"used":10,"format":"vma","notes":"a\nb","protected":1}""")),
            ("PUT " + Path, PveReply.Ok("null")),
            ("DELETE " + Path, PveReply.Ok($"\"{Task}\"")));
        using var client = server.Client();
        var volume = new VolumeReference("pve1", "local:backup/x.vma");

        var attributes = await client.GetVolumeAsync(volume, default);
        await client.UpdateVolumeAsync(volume, null, isProtected: false, default);
        var upid = await client.DeleteVolumeAsync(volume, default);

        Assert.Equal(("a\nb", true), (attributes.Notes, attributes.IsProtected));
        Assert.Equal("protected=0", server.Seen.ElementAt(1).Body);
        Assert.Equal("100@local", upid!.Id);
    }

    [Fact]
    public async Task Reads_a_pool_from_a_list_of_one()
    {
        await using var server = PveServer.Start(
            ("GET pools", PveReply.Ok("""[{"poolid":"prod","comment":"p"},{"poolid":"test"}]""")),
            ("GET pools?poolid=prod", PveReply.Ok("""[{"poolid":"prod","comment":"p","members":[{"id":"qemu/100","type":"qemu","node":"pve1","vmid":100,"name":"web1","status":"running"},{"id":"storage/pve1/local","type":"storage","node":"pve1","storage":"local"}]}]""")));
        using var client = server.Client();

        var pools = await client.ListPoolsAsync(default);
        var pool = await client.GetPoolAsync("prod", default);

        Assert.Equal(["prod", "test"], pools.Select(each => each.Name));
        Assert.Equal([100, null], pool.Members.Select(member => member.Vmid));
    }
}
