using System.Text.Json.Nodes;

namespace HomeLab.Simulators.Tests.Proxmox;

public class WritesTests
{
    [Fact]
    public async Task A_task_runs_and_then_ends_with_a_log()
    {
        await using var lab = await Lab.StartAsync();

        var started = await lab.PostAsync("nodes/pve1/qemu/101/status/start");
        var upid = started.Data!.GetValue<string>();
        var during = await lab.ReadAsync($"nodes/pve1/tasks/{upid}/status");
        var before = await lab.ReadAsync("nodes/pve1/qemu/101/status/current");
        var exit = await lab.EndAsync(started);
        var after = await lab.ReadAsync("nodes/pve1/qemu/101/status/current");
        var log = await lab.ReadAsync($"nodes/pve1/tasks/{upid}/log");

        Assert.Matches(@"^UPID:pve1:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:qmstart:101:svc@pve!ctl:$", upid);
        Assert.Equal(("running", "svc@pve", "ctl"), (Text(during, "status"), Text(during, "user"), Text(during, "tokenid")));
        Assert.Equal(("stopped", "OK", "running"), (Text(before, "status"), exit, Text(after, "status")));
        Assert.Equal("TASK OK", log.AsArray()[^1]!["t"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_task_may_fail_after_it_was_accepted()
    {
        await using var lab = await Lab.StartAsync();
        await lab.ControlAsync("POST", "outcomes", new { type = "qmstart", id = "101", exitStatus = "start failed: QEMU exited with code 1", times = 1 });
        await lab.ControlAsync("POST", "outcomes", new { type = "qmstart", exitStatus = "WARNINGS: 2", times = 1 });

        var failed = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/101/status/start"));
        var warned = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/101/status/start"));
        var errors = await lab.ReadAsync("nodes/pve1/tasks?errors=1");

        Assert.Equal(("start failed: QEMU exited with code 1", "WARNINGS: 2"), (failed, warned));
        Assert.Single(errors.AsArray());
        Assert.Equal("running", Text(await lab.ReadAsync("nodes/pve1/qemu/101/status/current"), "status"));
    }

    [Fact]
    public async Task A_machine_is_made_with_what_the_server_adds_and_goes_with_its_disks()
    {
        await using var lab = await Lab.StartAsync();

        var made = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu",
            ("vmid", "102"), ("name", "new"), ("memory", "1024"), ("scsi0", "local-lvm:4,discard=on"), ("net0", "virtio,bridge=vmbr0"), ("ide2", "local-lvm:cloudinit"), ("tags", "Web,blue web"), ("start", "1")));
        var config = await lab.ReadAsync("nodes/pve1/qemu/102/config");
        var running = await lab.DeleteAsync("nodes/pve1/qemu/102");
        await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/102/status/stop"));
        var gone = await lab.EndAsync(await lab.DeleteAsync("nodes/pve1/qemu/102?purge=1"));
        var left = await lab.ReadAsync("nodes/pve1/storage/local-lvm/content?vmid=102");
        var again = await lab.PostAsync("nodes/pve1/lxc", ("vmid", "102"), ("ostemplate", "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst"), ("rootfs", "local-lvm:2"));

        Assert.Equal(("OK", "OK", 200), (made, gone, again.Status));
        Assert.Equal("local-lvm:vm-102-disk-0,discard=on,size=4G", Text(config, "scsi0"));
        Assert.Equal(("blue;web", "local-lvm:vm-102-cloudinit,media=cdrom,size=4M"), (Text(config, "tags"), Text(config, "ide2")));
        Assert.Matches("^virtio=BC:24:11:", Text(config, "net0"));
        Assert.StartsWith("uuid=", Text(config, "smbios1"), StringComparison.Ordinal);
        Assert.Equal((500, "VM 102 is running - destroy failed"), (running.Status, running.Reason));
        Assert.Empty(left.AsArray());
    }

    [Fact]
    public async Task What_is_being_made_is_locked_and_nothing_else_and_is_gone_when_it_fails()
    {
        await using var lab = await Lab.StartAsync();
        await lab.ControlAsync("POST", "outcomes", new { type = "qmcreate", exitStatus = "unable to create VM 300 - lvcreate failed", times = 1 });

        var started = await lab.PostAsync("nodes/pve1/qemu", ("vmid", "300"), ("scsi0", "local-lvm:4"));
        var during = await lab.ReadAsync("nodes/pve1/qemu/300/config");
        var twice = await lab.PostAsync("nodes/pve1/qemu", ("vmid", "300"));
        var failed = await lab.EndAsync(started);
        var after = await lab.GetAsync("nodes/pve1/qemu/300/config");

        Assert.Equal(("create", null), (Text(during, "lock"), during["scsi0"]));
        Assert.Equal("unable to create VM 300 - VM 300 already exists on node 'pve1'", twice.Reason);
        Assert.Equal(("unable to create VM 300 - lvcreate failed", 500), (failed, after.Status));
    }

    [Fact]
    public async Task Clones_are_locked_then_whole_with_other_addresses_of_their_own()
    {
        await using var lab = await Lab.StartAsync();

        var started = await lab.PostAsync("nodes/pve1/qemu/100/clone", ("newid", "150"), ("name", "web2"));
        var during = await lab.ReadAsync("nodes/pve1/qemu/150/status/current");
        var exit = await lab.EndAsync(started);
        var (source, clone) = (await lab.ReadAsync("nodes/pve1/qemu/100/config"), await lab.ReadAsync("nodes/pve1/qemu/150/config"));
        var taken = await lab.PostAsync("nodes/pve1/qemu/100/clone", ("newid", "150"));

        Assert.Equal(("clone", "OK", "web2"), (Text(during, "lock"), exit, Text(clone, "name")));
        Assert.NotEqual(Text(source, "net0"), Text(clone, "net0"));
        Assert.NotEqual(Text(source, "smbios1"), Text(clone, "smbios1"));
        Assert.Equal("nas:150/vm-150-disk-0.qcow2,iothread=1,size=32G", Text(clone, "scsi0"));
        Assert.Equal("unable to create VM 150: config file already exists", taken.Reason);
    }

    [Fact]
    public async Task A_change_needs_the_digest_it_was_made_for()
    {
        await using var lab = await Lab.StartAsync();
        var before = Text(await lab.ReadAsync("nodes/pve1/qemu/100/config"), "digest")!;

        var first = await lab.PutAsync("nodes/pve1/qemu/100/config", ("description", "mine"), ("digest", before));
        var second = await lab.PutAsync("nodes/pve1/qemu/100/config", ("description", "yours"), ("digest", before));
        var background = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/100/config", ("onboot", "0")));
        var config = await lab.ReadAsync("nodes/pve1/qemu/100/config");

        Assert.Equal((200, null), (first.Status, first.Data));
        Assert.Equal((500, "checksum mismatch (file change by other user?)"), (second.Status, second.Reason));
        Assert.Equal(("OK", "mine", 0), (background, Text(config, "description"), config["onboot"]!.GetValue<int>()));
    }

    [Fact]
    public async Task What_a_running_machine_cannot_take_waits_for_its_next_start()
    {
        await using var lab = await Lab.StartAsync();

        await lab.PutAsync("nodes/pve1/qemu/100/config", ("memory", "4096"));
        var current = await lab.ReadAsync("nodes/pve1/qemu/100/config?current=1");
        var merged = await lab.ReadAsync("nodes/pve1/qemu/100/config");
        var pending = (await lab.ReadAsync("nodes/pve1/qemu/100/pending")).AsArray().Single(row => Text(row, "key") == "memory");
        await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/100/status/reboot"));
        var after = await lab.ReadAsync("nodes/pve1/qemu/100/config?current=1");

        Assert.Equal(("2048", "4096", "4096"), (Text(current, "memory"), Text(merged, "memory"), Text(after, "memory")));
        Assert.Equal(("2048", "4096"), (Text(pending, "value"), Text(pending, "pending")));
    }

    [Fact]
    public async Task A_lock_refuses_some_calls_at_once_and_others_in_their_task()
    {
        await using var lab = await Lab.StartAsync();
        await lab.ControlAsync("PUT", "guests/101", """{ "config": { "lock": "backup" } }""");

        var config = await lab.PutAsync("nodes/pve1/qemu/101/config", ("onboot", "0"));
        var clone = await lab.PostAsync("nodes/pve1/qemu/101/clone", ("newid", "151"));
        var start = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/101/status/start"));
        var snapshot = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/101/snapshot", ("snapname", "one")));

        Assert.Equal(["VM is locked (backup)", "VM is locked (backup)", "VM is locked (backup)", "VM is locked (backup)"], [config.Reason, clone.Reason, start, snapshot]);
        Assert.Equal((500, 500), (config.Status, clone.Status));
    }

    [Fact]
    public async Task A_container_is_refused_at_once_what_a_machine_finds_out_in_its_task()
    {
        await using var lab = await Lab.StartAsync();

        var container = await lab.PostAsync("nodes/pve2/lxc/200/status/start");
        var machine = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/100/status/start"));
        var stopped = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/101/status/stop"));

        Assert.Equal((500, "CT 200 already running"), (container.Status, container.Reason));
        Assert.Equal(("VM 100 already running", "OK"), (machine, stopped));
    }

    [Fact]
    public async Task Disks_grow_and_do_not_shrink()
    {
        await using var lab = await Lab.StartAsync();

        var grown = await lab.EndAsync(await lab.PutAsync("nodes/pve1/qemu/101/resize", ("disk", "scsi0"), ("size", "+8G")));
        var shrunk = await lab.EndAsync(await lab.PutAsync("nodes/pve1/qemu/101/resize", ("disk", "scsi0"), ("size", "10G")));
        var missing = await lab.EndAsync(await lab.PutAsync("nodes/pve1/qemu/101/resize", ("disk", "scsi7"), ("size", "10G")));
        var config = await lab.ReadAsync("nodes/pve1/qemu/101/config");

        Assert.Equal(("OK", "shrinking disks is not supported", "disk 'scsi7' does not exist"), (grown, shrunk, missing));
        Assert.Contains("size=40G", Text(config, "scsi0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_moved_is_unknown_where_it_was()
    {
        await using var lab = await Lab.StartAsync();

        var offline = await lab.PostAsync("nodes/pve1/qemu/100/migrate", ("target", "pve2"));
        var self = await lab.PostAsync("nodes/pve1/qemu/100/migrate", ("target", "pve1"));
        var moved = await lab.EndAsync(await lab.PostAsync("nodes/pve1/qemu/100/migrate", ("target", "pve2"), ("online", "1")));
        var old = await lab.GetAsync("nodes/pve1/qemu/100/status/current");
        var now = await lab.ReadAsync("nodes/pve2/qemu/100/status/current");

        Assert.Equal((500, "can't migrate running VM without --online"), (offline.Status, offline.Reason));
        Assert.Equal((400, "target is local node."), (self.Status, self.Error("target")));
        Assert.Equal(("OK", 500, "running"), (moved, old.Status, Text(now, "status")));
    }

    [Fact]
    public async Task Snapshots_form_a_line_and_are_gone_back_to()
    {
        await using var lab = await Lab.StartAsync();
        const string path = "nodes/pve1/qemu/101/snapshot";

        await lab.EndAsync(await lab.PostAsync(path, ("snapname", "one"), ("description", "before")));
        var twice = await lab.EndAsync(await lab.PostAsync(path, ("snapname", "one")));
        await lab.PutAsync("nodes/pve1/qemu/101/config", ("cores", "4"));
        await lab.EndAsync(await lab.PostAsync(path, ("snapname", "two")));
        var list = (await lab.ReadAsync(path)).AsArray();
        await lab.EndAsync(await lab.PostAsync(path + "/one/rollback"));
        var config = await lab.ReadAsync("nodes/pve1/qemu/101/config");
        await lab.EndAsync(await lab.DeleteAsync(path + "/one"));
        var left = (await lab.ReadAsync(path)).AsArray();

        Assert.Equal("snapshot name 'one' already used", twice);
        Assert.Equal([("one", null), ("two", "one"), ("current", "two")], list.Select(row => (Text(row, "name"), Text(row, "parent"))));
        Assert.Equal(2, config["cores"]!.GetValue<int>());
        Assert.Equal([("two", null), ("current", null)], left.Select(row => (Text(row, "name"), Text(row, "parent"))));
    }

    [Fact]
    public async Task A_backup_locks_is_kept_pruned_and_restored_from()
    {
        await using var lab = await Lab.StartAsync();

        var started = await lab.PostAsync("nodes/pve1/vzdump", ("vmid", "100"), ("storage", "nas"), ("compress", "zstd"), ("notes-template", "{{guestname}} on {{node}}"), ("prune-backups", "keep-last=1"));
        var during = Text(await lab.ReadAsync("nodes/pve1/qemu/100/config"), "lock");
        var exit = await lab.EndAsync(started);
        var backups = (await lab.ReadAsync("nodes/pve1/storage/nas/content?content=backup")).AsArray();
        var archive = Text(backups.Single(), "volid")!;
        var elsewhere = await lab.PostAsync("nodes/pve2/vzdump", ("vmid", "100"), ("storage", "nas"));
        var restored = await lab.EndAsync(await lab.PostAsync("nodes/pve2/qemu", ("vmid", "160"), ("archive", archive), ("storage", "local-lvm"), ("unique", "1")));
        var config = await lab.ReadAsync("nodes/pve2/qemu/160/config");
        var refused = await lab.PostAsync("nodes/pve1/qemu", ("vmid", "100"), ("archive", archive));

        Assert.Equal(("backup", "OK", "web1 on pve1"), (during, exit, Text(backups[0], "notes")));
        Assert.Equal("OK", elsewhere.Data!.GetValue<string>());
        Assert.Equal(("OK", "web1", "local-lvm:vm-160-disk-0,iothread=1,size=32G"), (restored, Text(config, "name"), Text(config, "scsi0")));
        Assert.Equal("unable to restore VM 100 - VM 100 already exists on node 'pve1'", refused.Reason);
    }

    [Fact]
    public async Task A_backup_that_was_killed_leaves_its_lock()
    {
        await using var lab = await Lab.StartAsync();
        var upid = (await lab.PostAsync("nodes/pve1/vzdump", ("vmid", "101"), ("storage", "nas"))).Data!.GetValue<string>();

        var stopped = await lab.DeleteAsync($"nodes/pve1/tasks/{upid}");
        var config = await lab.ReadAsync("nodes/pve1/qemu/101/config");

        Assert.Equal((200, "backup"), (stopped.Status, Text(config, "lock")));
    }

    [Fact]
    public async Task One_guest_of_several_that_cannot_be_backed_up_is_an_error_of_the_job()
    {
        await using var lab = await Lab.StartAsync();
        await lab.ControlAsync("PUT", "guests/101", """{ "config": { "lock": "snapshot" } }""");

        var started = await lab.PostAsync("nodes/pve1/vzdump", ("vmid", "100,101"), ("storage", "nas"));
        var exit = await lab.EndAsync(started);
        var backups = await lab.ReadAsync("nodes/pve1/storage/nas/content?content=backup");

        Assert.Equal(("job errors", 2), (exit, backups.AsArray().Count));
        Assert.Contains(":vzdump::", started.Data!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protected_guests_and_backups_stay()
    {
        await using var lab = await Lab.StartAsync();
        var backup = Text((await lab.ReadAsync("nodes/pve1/storage/nas/content?content=backup"))[0], "volid")!;
        await lab.PutAsync($"nodes/pve1/storage/nas/content/{backup}", ("protected", "1"), ("notes", "keep"));
        await lab.PutAsync("nodes/pve1/qemu/101/config", ("protection", "1"));

        var volume = await lab.EndAsync(await lab.DeleteAsync($"nodes/pve1/storage/nas/content/{backup}"));
        var guest = await lab.DeleteAsync("nodes/pve1/qemu/101");

        Assert.Equal($"cannot remove protected volume '{backup[4..]}' on 'nas'", volume);
        Assert.Equal("can't remove VM 101 - protection mode enabled", guest.Reason);
    }

    [Fact]
    public async Task Jobs_are_made_without_an_answer_and_merged()
    {
        await using var lab = await Lab.StartAsync();

        var made = await lab.PostAsync("cluster/backup", ("id", "weekly"), ("schedule", "sun 01:00"), ("all", "1"), ("storage", "nas"));
        var twice = await lab.PostAsync("cluster/backup", ("id", "weekly"), ("schedule", "sun 01:00"), ("all", "1"));
        var unscheduled = await lab.PostAsync("cluster/backup", ("all", "1"));
        await lab.PutAsync("cluster/backup/weekly", ("vmid", "200"));
        var job = await lab.ReadAsync("cluster/backup/weekly");
        await lab.DeleteAsync("cluster/backup/weekly");
        var gone = await lab.GetAsync("cluster/backup/weekly");

        Assert.Equal((200, null), (made.Status, made.Data));
        Assert.Equal((500, "Job 'weekly' already exists"), (twice.Status, twice.Reason));
        Assert.Equal("neither 'starttime' nor 'schedule' were set", unscheduled.Error("schedule"));
        Assert.Equal(("200", null), (Text(job, "vmid"), job["all"]));
        Assert.Equal((400, "No such job 'weekly'"), (gone.Status, gone.Error("id")));
    }

    [Fact]
    public async Task Pools_hold_guests_and_are_not_removed_while_they_do()
    {
        await using var lab = await Lab.StartAsync();

        var joined = await lab.PutAsync("pools", ("poolid", "web"), ("vms", "200"));
        var twice = await lab.PutAsync("pools", ("poolid", "web"), ("vms", "200"));
        var members = (await lab.ReadAsync("pools?poolid=web"))[0]!["members"]!.AsArray();
        var full = await lab.DeleteAsync("pools?poolid=web");

        Assert.Equal((200, "VM 200 is already a pool member"), (joined.Status, twice.Reason));
        Assert.Equal(["qemu/100", "lxc/200"], members.Select(member => Text(member, "id")));
        Assert.Equal("pool 'web' is not empty (contains VM 100)", full.Reason);
    }

    static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();
}
