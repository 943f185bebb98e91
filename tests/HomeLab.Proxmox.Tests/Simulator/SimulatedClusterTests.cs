using HomeLab.Proxmox.Backups;
using HomeLab.Proxmox.Cluster;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Nodes;
using HomeLab.Proxmox.Storages;
using HomeLab.Proxmox.Tasks;
using HomeLab.Simulators.Faults;

namespace HomeLab.Proxmox.Tests.Simulator;

/// <summary>The client against a simulator that was written from the API's description alone, not from the client.</summary>
public class SimulatedClusterTests
{
    static readonly GuestReference Web = new("pve1", GuestKind.Qemu, 100);
    static readonly GuestReference Spare = new("pve2", GuestKind.Qemu, 101);
    static readonly GuestReference Dns = new("pve2", GuestKind.Lxc, 200);

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Reads_a_whole_lab_whichever_way_its_numbers_are_written(string asStrings)
    {
        await using var lab = await SimulatedLab.StartAsync(("Simulators:Proxmox:AreNumbersStrings", asStrings));
        using var client = lab.Client();

        var resources = await client.GetResourcesAsync();
        Assert.Equal(["pve1/qemu/100", "pve2/lxc/200", "pve2/qemu/101"], resources.Guests.Select(guest => guest.Reference.ToString()).Order());
        Assert.Equal(["pve1", "pve2"], resources.Nodes.Select(node => node.Name).Order());
        Assert.Equal(["prod"], resources.Pools);
        Assert.Equal(2, resources.Storages.Count(storage => storage is { Name: "nas", IsShared: true, IsAvailable: true }));
        var web = resources.Guests.Single(guest => guest.Vmid == 100);
        Assert.Equal(("web1", GuestState.Running, "prod", 2L << 30, 2.0), (web.Name, web.State, web.Pool, web.MaxMemory!.Value, web.Cores!.Value));
        Assert.Equal(["prod", "web"], web.Tags);

        Assert.Equal("9.1.3", (await client.GetVersionAsync(default)).Version);
        Assert.True((await client.GetPermissionsAsync("/vms/100"))["/vms/100"].ContainsKey("VM.Audit"));
        var cluster = await client.GetClusterStatusAsync(default);
        Assert.Equal(("lab", true, 2, 1), (cluster.Name, cluster.IsQuorate, cluster.Members.Count, cluster.Members.Count(member => member.IsLocal)));
        Assert.All(await client.ListNodesAsync(default), node => Assert.Equal((NodeState.Online, true), (node.State, node.Fingerprint is not null)));
        var status = await client.GetNodeStatusAsync("pve1", default);
        Assert.Equal((32L << 30, 3, "pve-manager"), (status.Memory!.Total, status.LoadAverage.Count, status.PveVersion!.Split('/')[0]));
        Assert.NotNull(NodeCertificate.ServedOf(await client.ListCertificatesAsync("pve1", default))!.NotAfter);

        var guest = Assert.Single(await client.ListGuestsAsync("pve1", GuestKind.Qemu, default));
        Assert.Equal((Web, "web1"), (guest.Reference, guest.Name));
        Assert.True((await client.GetGuestStatusAsync(Web, default)) is { IsExecuting: true, HasAgent: true });
        Assert.Equal(GuestState.Stopped, (await client.GetGuestStatusAsync(Spare, default)).State);
        Assert.Equal(["before"], (await client.ListSnapshotsAsync(Web, default)).Snapshots.Select(snapshot => snapshot.Name));
        Assert.DoesNotContain(await client.GetPendingAsync(Web, default), change => change.IsPending);

        Assert.Equal("what matters", Assert.Single(await client.ListPoolsAsync(default)).Comment);
        Assert.Contains((await client.GetPoolAsync("prod", default)).Members, member => member is { Id: "qemu/100", Vmid: 100 });
        Assert.Contains(await client.ListStoragesAsync("pve1", default), storage => storage is { Name: "local-lvm", Type: "lvmthin", IsActive: true, Total: 500L << 30 });
        Assert.True((await client.GetStorageStatusAsync("pve2", "nas", default)) is { Name: "nas", IsShared: true, IsEnabled: true });
        var job = Assert.Single(await client.ListBackupJobsAsync(default));
        Assert.Equal([100, 200], job.Vmids);
        Assert.Equal(("nightly", true, "keep-daily=7,keep-weekly=4"), (job.Id, job.IsEnabled, job.Retention!.ToString()));
        Assert.Equal(job.Id, (await client.GetBackupJobAsync("nightly", default)).Id);
        Assert.Equal([101], (await client.ListNotBackedUpAsync(default)).Select(uncovered => uncovered.Vmid));
        var backup = Assert.Single(await client.ListBackupsAsync("pve1", "nas", 100));
        Assert.Equal(("web1", 100, GuestKind.Qemu), (backup.Notes, backup.Archive!.Vmid, backup.BackupKind!.Value));
    }

    [Fact]
    public async Task Joins_what_is_configured_with_what_the_guest_reports()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = lab.Client();

        var (config, inside) = (await client.GetGuestConfigAsync(Web), await client.ListGuestInterfacesAsync(Web, default));
        var (container, within) = (await client.GetGuestConfigAsync(Dns), await client.ListGuestInterfacesAsync(Dns, default));

        Assert.NotNull(config.SystemUuid);
        Assert.Equal(("web1", 2L << 30, 32L << 30), (config.Name, config.Memory, config.Disks.Single(disk => disk.Storage == "local-lvm").Size!.Value));
        Assert.Equal(["192.0.2.100/24"], inside.Single(i => i.Mac == config.Networks[0].Mac).Addresses.Where(a => a.IsReachable).Select(a => a.ToString()));
        Assert.Equal("dns", container.Name);
        Assert.Equal(["192.0.2.200/24"], container.Networks[0].Addresses.Select(address => address.ToString()));
        Assert.Contains(within, i => i.Mac == container.Networks[0].Mac && i.Addresses.Any(address => address.ToString() == "192.0.2.200/24"));
    }

    [Fact]
    public async Task Pins_each_node_and_notices_a_new_certificate()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = await lab.ClientOfNodesAsync("pve1");
        var pinned = client.Endpoints[0].Endpoint.Fingerprint!;

        Assert.Equal("lab", (await client.GetIdentityAsync(default)).Name);
        await lab.ChangeAsync(HttpMethod.Put, "nodes/pve1", new { newCertificate = true });
        using var again = SimulatedLab.Client([new ProxmoxEndpoint(lab.Host.ProxmoxNode("lab", "pve1")!, pinned)], SimulatedLab.Token);
        var e = await Assert.ThrowsAsync<ProxmoxException>(() => again.GetVersionAsync(default));

        Assert.Equal(ProxmoxFailure.CertificateRefused, e.Failure);
        using var plain = lab.Client();
        var seen = (await plain.ListNodesAsync(default)).Single(node => node.Name == "pve1").Fingerprint!;
        Assert.NotEqual(pinned, seen);
        Assert.Contains(seen.ToString(), e.Message);
        Assert.Contains(pinned.ToString(), e.Message);
    }

    [Fact]
    public async Task Goes_on_with_another_node_when_one_is_down()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = await lab.ClientOfNodesAsync("pve1", "pve2");
        var identity = await client.GetIdentityAsync(default);
        await lab.ChangeAsync(HttpMethod.Put, "nodes/pve1", new { isOnline = false });

        var resources = await client.GetResourcesAsync();
        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetGuestStatusAsync(Web, default));

        Assert.True(client.Endpoints[1].IsPreferred);
        Assert.Equal(NodeState.Offline, resources.Nodes.Single(node => node.Name == "pve1").State);
        Assert.Equal(GuestState.Unknown, resources.Guests.Single(guest => guest.Vmid == 100).State);
        Assert.Equal((ProxmoxFailure.NodeUnreachable, 595, true), (e.Failure, e.Status!.Value, e.IsTransient));
        Assert.True(identity.IsSame(await client.GetIdentityAsync(default)));
        Assert.NotNull(identity.Authority);
    }

    [Fact]
    public async Task Refuses_another_installation_of_the_same_name_at_the_same_address()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var first = lab.Client();
        var identity = await first.GetIdentityAsync(default);
        var settings = new ProxmoxSettings { Endpoints = [new ProxmoxEndpoint(lab.Host.Proxmox("lab"))], ExpectedIdentity = identity };
        using var same = new ProxmoxClient(settings, _ => ValueTask.FromResult(SimulatedLab.Token), TimeProvider.System);
        using var other = new ProxmoxClient(settings, _ => ValueTask.FromResult(SimulatedLab.Token), TimeProvider.System);

        Assert.Equal(3, (await same.GetResourcesAsync(ResourceKind.Vm)).Guests.Count);
        var token = new { tokenId = "ctl", secret = SimulatedLab.Token[(SimulatedLab.Token.LastIndexOf('=') + 1)..], isPrivilegeSeparated = false };
        await lab.ChangeAsync(HttpMethod.Post, "seed", new
        {
            name = "lab",
            nodes = new[] { new { name = "pve1", address = "192.0.2.1" }, new { name = "pve2", address = "192.0.2.2" } },
            users = new[] { new { userId = "svc@pve", acl = new[] { new { role = "Administrator" } }, tokens = new[] { token } } },
        });
        var e = await Assert.ThrowsAsync<ProxmoxException>(() => other.GetResourcesAsync());

        Assert.Equal((ProxmoxFailure.WrongCluster, false), (e.Failure, e.IsTransient));
        Assert.Contains($"but {identity} was expected", e.Message);
    }

    [Fact]
    public async Task Makes_changes_starts_and_removes_a_machine()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = lab.Client();
        var guest = new GuestReference("pve1", GuestKind.Qemu, await client.GetNextVmidAsync(default));

        await SimulatedLab.DoneAsync(client, await client.CreateGuestAsync(
            guest, new() { { "name", "fresh" }, { "cores", 2 }, { "memory", 1024 }, { "onboot", true }, { "scsi0", "local-lvm:8" }, { "net0", "virtio,bridge=vmbr0" } }, default));
        var made = await client.GetGuestConfigAsync(guest);
        Assert.Equal((102, "fresh", 1L << 30, 8L << 30), (guest.Vmid, made.Name, made.Memory, made.Disks.Single().Size!.Value));
        Assert.True(made is { IsStartedOnBoot: true, SystemUuid: not null } && made.Networks[0].Mac!.StartsWith("BC:24:11", StringComparison.Ordinal));

        await client.SetTagsAsync(guest, ["web", "homelab-1a2b"], made.Digest, default);
        var stale = await Assert.ThrowsAsync<ProxmoxException>(() => client.SetTagsAsync(guest, [], made.Digest, default));
        Assert.Equal(ProxmoxFailure.Conflict, stale.Failure);
        await client.SetDescriptionAsync(guest, "kept by us\nsecond line", null, default);
        await SimulatedLab.DoneAsync(client, await client.ResizeDiskAsync(guest, "scsi0", "+8G", null, default));
        var changed = await client.GetGuestConfigAsync(guest);
        Assert.Equal(["homelab-1a2b", "web"], changed.Tags);
        Assert.Equal(("kept by us\nsecond line", 16L << 30, made.SystemUuid), (changed.Description, changed.Disks.Single().Size!.Value, changed.SystemUuid));

        await SimulatedLab.DoneAsync(client, await client.StartAsync(guest, default));
        var twice = await client.WaitAsync(await client.StartAsync(guest, default), TimeSpan.FromMinutes(1), default);
        Assert.Equal(ProxmoxFailure.Conflict, Assert.IsType<TaskOutcome.Failed>(twice.Outcome).Cause);
        await client.UpdateGuestConfigAsync(guest, new GuestConfigChange(new() { { "cores", 4 } }, [], null), default);
        Assert.Contains(await client.GetPendingAsync(guest, default), change => change is { Key: "cores", Value: "2", Pending: "4" });
        var running = await Assert.ThrowsAsync<ProxmoxException>(() => client.DeleteGuestAsync(guest, new GuestDeletion(), default));
        Assert.Equal(ProxmoxFailure.Conflict, running.Failure);

        await SimulatedLab.DoneAsync(client, await client.CreateSnapshotAsync(guest, "s1", "first", false, default));
        Assert.Equal("s1", (await client.ListSnapshotsAsync(guest, default)).Parent);
        await SimulatedLab.DoneAsync(client, await client.DeleteSnapshotAsync(guest, "s1", default));
        await SimulatedLab.DoneAsync(client, await client.StopAsync(guest, default));
        await SimulatedLab.DoneAsync(client, await client.CloneGuestAsync(guest, new CloneRequest { NewVmid = 300, Name = "copy" }, default));
        var copy = await client.GetGuestConfigAsync(guest with { Vmid = 300 });
        Assert.NotEqual((changed.SystemUuid, changed.Networks[0].Mac), (copy.SystemUuid, copy.Networks[0].Mac));
        await SimulatedLab.DoneAsync(client, await client.DeleteGuestAsync(guest, new GuestDeletion { Purges = true }, default));
        var gone = await Assert.ThrowsAsync<ProxmoxException>(() => client.GetGuestConfigAsync(guest));
        Assert.Equal((ProxmoxFailure.NotFound, false), (gone.Failure, gone.IsTransient));
        Assert.Equal(guest.Vmid, await client.GetNextVmidAsync(default));
    }

    [Fact]
    public async Task Makes_a_container_and_meets_its_other_ways()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = lab.Client();
        var guest = new GuestReference("pve1", GuestKind.Lxc, 210);

        await SimulatedLab.DoneAsync(client, await client.CreateGuestAsync(
            guest,
            new()
            {
                { "ostemplate", "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst" }, { "hostname", "fresh" }, { "rootfs", "local-lvm:4" },
                { "net0", "name=eth0,bridge=vmbr0,ip=192.0.2.210/24" }, { "password", "not-to-be-shown" }, { "storage", "local-lvm" },
            },
            default));
        Assert.Equal(["192.0.2.210/24"], (await client.GetGuestConfigAsync(guest)).Networks[0].Addresses.Select(address => address.ToString()));
        var stopped = await Assert.ThrowsAsync<ProxmoxException>(() => client.StopAsync(guest, default));
        var running = await Assert.ThrowsAsync<ProxmoxException>(() => client.StartAsync(Dns, default));
        await SimulatedLab.DoneAsync(client, await client.ShutdownAsync(Dns, TimeSpan.FromSeconds(30), thenStops: true, default));

        Assert.Equal((ProxmoxFailure.Conflict, ProxmoxFailure.Conflict), (stopped.Failure, running.Failure));
        Assert.Equal(GuestState.Stopped, (await client.GetGuestStatusAsync(Dns, default)).State);
    }

    [Fact]
    public async Task Backs_up_keeps_and_restores()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = lab.Client();
        var request = new BackupRequest { Vmids = [100], Storage = "nas", Notes = "{{guestname}} by hand", IsProtected = true, Compress = "zstd" };

        var elsewhere = await client.StartBackupAsync("pve2", request, default);
        await SimulatedLab.DoneAsync(client, await client.StartBackupAsync("pve1", request, default));
        var backup = (await client.ListBackupsAsync("pve1", "nas", 100))[0];
        var volume = new VolumeReference("pve1", backup.Id);
        Assert.Null(elsewhere);
        Assert.Equal((true, "web1 by hand", "zst"), (backup.IsProtected, backup.Notes, backup.Archive!.Compression));

        var kept = await client.WaitAsync((await client.DeleteVolumeAsync(volume, default))!, TimeSpan.FromMinutes(1), default);
        Assert.IsType<TaskOutcome.Failed>(kept.Outcome);
        await client.UpdateVolumeAsync(volume, "first\nsecond", isProtected: false, default);
        var read = await client.GetVolumeAsync(volume, default);
        Assert.Equal(("first\nsecond", false), (read.Notes, read.IsProtected));
        Assert.Contains(await client.PreviewPruneAsync("pve1", "nas", Web, new Retention { KeepLast = 1 }), verdict => verdict.Mark == PruneMark.Remove);

        await SimulatedLab.DoneAsync(client, await client.RestoreGuestAsync(
            Web with { Vmid = 400 }, new RestoreRequest { Archive = backup.Id, IsUnique = true, Storage = "local-lvm" }, default));
        Assert.Equal("web1", (await client.GetGuestConfigAsync(Web with { Vmid = 400 })).Name);
        await SimulatedLab.DoneAsync(client, await client.DeleteVolumeAsync(volume, default));
        Assert.DoesNotContain(await client.ListBackupsAsync("pve1", "nas"), left => left.Id == backup.Id);
    }

    [Fact]
    public async Task Meets_locks_while_a_task_runs_and_its_failure_after_it_was_accepted()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = lab.Client();
        await lab.ChangeAsync(HttpMethod.Post, "outcomes", new { type = "vzdump", id = "100", exitStatus = "job errors", seconds = 3600, times = 1 });

        var task = await client.StartBackupAsync("pve1", new BackupRequest { Vmids = [100], Storage = "nas" }, default);
        var locked = await Assert.ThrowsAsync<ProxmoxException>(() => client.SetTagsAsync(Web, ["x"], null, default));
        var start = await client.WaitAsync(await client.StartAsync(Web, default), TimeSpan.FromMinutes(1), default);
        var still = await client.GetTaskAsync(task!, default);
        var listed = await client.ListClusterTasksAsync(default);
        lab.Host.Clock.Advance(TimeSpan.FromHours(2));
        var ended = await client.WaitAsync(task!, TimeSpan.FromMinutes(1), default);

        Assert.Equal((ProxmoxFailure.Locked, "backup", true), (locked.Failure, locked.Lock, locked.IsTransient));
        Assert.IsType<TaskOutcome.Failed>(start.Outcome);
        Assert.IsType<TaskOutcome.Running>(still.Outcome);
        Assert.Contains(listed, seen => seen.Upid == task && seen.Outcome is TaskOutcome.Running);
        Assert.Equal("job errors", Assert.IsType<TaskOutcome.Failed>(ended.Outcome).Message);
        Assert.Contains(await client.ListTasksAsync("pve1", new TaskQuery { Source = "all", Vmid = 100, ErrorsOnly = true }, default), seen => seen.Upid == task);
        Assert.Contains("TASK ERROR: job errors", (await client.GetTaskLogAsync(task!)).Lines);
    }

    [Fact]
    public async Task Tells_refusals_apart()
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = lab.Client();
        using var viewer = lab.Client(SimulatedLab.Viewer);
        using var stranger = lab.Client("svc@pve!ctl=00000000-0000-4000-8000-000000000000");

        Assert.Equal(ProxmoxFailure.TokenRefused, await FailureOf(() => stranger.GetVersionAsync(default)));
        Assert.Equal(ProxmoxFailure.Forbidden, await FailureOf(() => viewer.StopAsync(Web, default)));
        Assert.Equal(ProxmoxFailure.NotFound, await FailureOf(() => client.GetGuestConfigAsync(Web with { Node = "pve2" })));
        Assert.Equal(ProxmoxFailure.NotFound, await FailureOf(() => client.ListVolumesAsync("pve1", "nowhere")));
        Assert.Equal(ProxmoxFailure.NotFound, await FailureOf(() => client.GetBackupJobAsync("nowhere", default)));
        Assert.Equal(ProxmoxFailure.NotFound, await FailureOf(() => client.GetTaskAsync(Upid.Parse("UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:qmstart:100:svc@pve:"), default)));
        Assert.Equal(ProxmoxFailure.Conflict, await FailureOf(() => client.CreateGuestAsync(Web, [], default)));
        Assert.Equal(ProxmoxFailure.Invalid, await FailureOf(() => client.CreateGuestAsync(Web with { Vmid = 500 }, new() { { "cores", "many" } }, default)));
        Assert.Equal(ProxmoxFailure.Invalid, await FailureOf(() => client.SetTagsAsync(Web, ["not a tag!"], null, default)));
        Assert.Equal(ProxmoxFailure.AgentSilent, await FailureOf(() => client.ListGuestInterfacesAsync(Spare, default)));
        await lab.ChangeAsync(HttpMethod.Put, "guests/100", new { isAgentRunning = false });
        Assert.Equal(ProxmoxFailure.AgentSilent, await FailureOf(() => client.ListGuestInterfacesAsync(Web, default)));
        await lab.ChangeAsync(HttpMethod.Put, "guests/100", new { isRunning = false });
        Assert.Equal(ProxmoxFailure.Conflict, await FailureOf(() => client.ListGuestInterfacesAsync(Web, default)));
    }

    [Theory]
    [InlineData(FaultEffect.LostAnswer)]
    [InlineData(FaultEffect.TruncatedAnswer)]
    public async Task A_lost_answer_to_a_delete_leaves_it_open_and_made_once(FaultEffect effect)
    {
        await using var lab = await SimulatedLab.StartAsync();
        using var client = lab.Client();
        lab.Host.Faults.Add(new FaultRule { Effect = effect, System = "proxmox", Method = "DELETE" });

        var e = await Assert.ThrowsAsync<ProxmoxException>(() => client.DeleteGuestAsync(Spare, new GuestDeletion(), default));

        Assert.True(e is { IsAmbiguous: true, IsTransient: true });
        Assert.Single(lab.Host.Requests.Entries, request => request.Method == "DELETE");
        Assert.Equal(ProxmoxFailure.NotFound, await FailureOf(() => client.GetGuestConfigAsync(Spare)));
    }

    [Fact]
    public async Task Reads_five_hundred_guests_in_one_call()
    {
        await using var lab = await SimulatedLab.StartAsync(
            ("Simulators:Proxmox:Clusters:0:Crowd:Nodes", "5"), ("Simulators:Proxmox:Clusters:0:Crowd:Guests", "500"));
        using var client = lab.Client();

        var resources = await client.GetResourcesAsync(ResourceKind.Vm);
        var configs = await Task.WhenAll(resources.Guests.Select(guest => client.GetGuestConfigAsync(guest.Reference)));

        Assert.Equal(503, resources.Guests.Count);
        Assert.Equal(resources.Guests.Select(guest => guest.Name), configs.Select(config => config.Name));
    }

    static async Task<ProxmoxFailure> FailureOf(Func<Task> call) => (await Assert.ThrowsAsync<ProxmoxException>(call)).Failure;
}
