using HomeLab.Proxmox.Backups;
using HomeLab.Proxmox.Guests;
using HomeLab.Proxmox.Tests.Server;

namespace HomeLab.Proxmox.Tests.Backups;

public class BackupTests
{
    [Theory]
    [InlineData("local:backup/vzdump-qemu-100-2026_01_31-02_00_01.vma.zst", "local", GuestKind.Qemu, 100, "vma", "zst", DateTimeKind.Unspecified)]
    [InlineData("nas:backup/vzdump-lxc-200-2026_01_31-02_00_01.tar.gz", "nas", GuestKind.Lxc, 200, "tar", "gz", DateTimeKind.Unspecified)]
    [InlineData("nas:backup/vzdump-lxc-200-2026_01_31-02_00_01.tgz", "nas", GuestKind.Lxc, 200, "tgz", null, DateTimeKind.Unspecified)]
    [InlineData("nas:backup/vzdump-qemu-100-2026_01_31-02_00_01.vma", "nas", GuestKind.Qemu, 100, "vma", null, DateTimeKind.Unspecified)]
    [InlineData("pbs:backup/vm/100/2026-01-31T02:00:01Z", "pbs", GuestKind.Qemu, 100, "pbs", null, DateTimeKind.Utc)]
    [InlineData("pbs:backup/ct/200/2026-01-31T02:00:01Z", "pbs", GuestKind.Lxc, 200, "pbs", null, DateTimeKind.Utc)]
    public void Reads_what_a_backup_s_name_says(
        string volumeId, string storage, GuestKind kind, int vmid, string format, string? compression, DateTimeKind clock)
    {
        Assert.True(BackupArchive.TryParse(volumeId, out var archive));

        Assert.Equal(new BackupArchive(storage, kind, vmid, new DateTime(2026, 1, 31, 2, 0, 1), format, compression), archive);
        Assert.Equal(clock, archive.Time.Kind);
    }

    [Theory]
    [InlineData("local:backup/by-hand.vma")]
    [InlineData("local:backup/vzdump-qemu-100-2026_13_31-02_00_01.vma")]
    [InlineData("local:backup/vzdump-qemu-100-2026_01_31-02_00_01.log")]
    [InlineData("local:iso/vzdump-qemu-100-2026_01_31-02_00_01.vma")]
    [InlineData("pbs:backup/host/nas/2026-01-31T02:00:01Z")]
    public void Reads_nothing_into_other_names(string volumeId) => Assert.False(BackupArchive.TryParse(volumeId, out _));

    [Fact]
    public async Task Reads_jobs_with_retention_as_an_object_and_as_text()
    {
        await using var server = PveServer.Start(("GET cluster/backup", PveReply.Ok(
            """
            [{"id":"nightly","type":"vzdump","enabled":1,"schedule":"02:30","storage":"nas","mode":"snapshot","vmid":"100,200","compress":"zstd","next-run":1769824800,
              "prune-backups":{"keep-last":"3","keep-daily":7},"notes-template":"{{guestname}}","protected":0,"fleecing":{"enabled":"1","storage":"local"},"repeat-missed":1},
             {"id":"all","enabled":0,"starttime":"03:00","dow":"mon,tue","all":1,"exclude":900,"mode":"stop","prune-backups":"keep-all=1"},
             {"id":"pool","schedule":"sun 04:00","pool":"prod","node":"pve1"}]
            """)));
        using var client = server.Client();

        var jobs = await client.ListBackupJobsAsync(default);

        Assert.Equal([100, 200], jobs[0].Vmids);
        Assert.Equal(("keep-last=3,keep-daily=7", BackupMode.Snapshot, true), (jobs[0].Retention!.ToString(), jobs[0].Mode, jobs[0].RepeatsMissed));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1769824800), jobs[0].NextRunAt);
        Assert.Equal((false, true, BackupMode.Stop, true), (jobs[1].IsEnabled, jobs[1].IsAll, jobs[1].Mode, jobs[1].Retention!.KeepAll));
        Assert.Equal([900], jobs[1].Excluded);
        Assert.Equal(["mon", "tue"], jobs[1].DaysOfWeek);
        Assert.Equal((true, "prod", null), (jobs[2].IsEnabled, jobs[2].Pool, jobs[2].Retention));
    }

    [Theory]
    [InlineData("keep-last=3,keep-daily=7,keep-yearly=1")]
    [InlineData("keep-all=1")]
    public void Retention_is_written_as_it_was_read(string text) => Assert.Equal(text, Retention.Parse(text).ToString());

    [Fact]
    public async Task Reads_what_no_job_covers_and_what_pruning_would_do()
    {
        await using var server = PveServer.Start(
            ("GET cluster/backup-info/not-backed-up", PveReply.Ok("""[{"vmid":101,"name":"db","type":"qemu"},{"vmid":"201","type":"lxc"}]""")),
            ("GET nodes/pve1/storage/nas/prunebackups?prune-backups=keep-last%3D1&type=qemu&vmid=100", PveReply.Ok(
                """[{"volid":"nas:backup/a","ctime":1769824801,"mark":"remove","type":"qemu","vmid":100},{"volid":"nas:backup/b","ctime":1,"mark":"protected","type":"unknown"}]""")));
        using var client = server.Client();

        var uncovered = await client.ListNotBackedUpAsync(default);
        var verdicts = await client.PreviewPruneAsync("pve1", "nas", new GuestReference("pve1", GuestKind.Qemu, 100), new Retention { KeepLast = 1 });

        Assert.Equal([(101, GuestKind.Qemu), (201, GuestKind.Lxc)], uncovered.Select(guest => (guest.Vmid, guest.Kind)));
        Assert.Equal([PruneMark.Remove, PruneMark.Protected], verdicts.Select(verdict => verdict.Mark));
    }

    [Fact]
    public async Task A_backup_that_started_nothing_is_no_task()
    {
        const string Task = "UPID:pve1:0003F21A:0A1B2C3D:65F0A1B2:vzdump:100:svc@pve!ctl:";
        await using var server = PveServer.Start(("POST nodes/pve1/vzdump", PveReply.Ok($"\"{Task}\"")), ("POST nodes/pve1/vzdump", PveReply.Ok("\"OK\"")));
        using var client = server.Client();
        var request = new BackupRequest { Vmids = [100], Storage = "nas", Notes = "a\\b\r\nc {{guestname}}", IsProtected = true, Compress = "zstd" };

        var started = await client.StartBackupAsync("pve1", request, default);
        var nothing = await client.StartBackupAsync("pve1", request, default);

        Assert.Equal(Task, started?.ToString());
        Assert.Null(nothing);
        Assert.Equal(
            @"vmid=100&storage=nas&mode=snapshot&compress=zstd&notes-template=a\\b\nc {{guestname}}&protected=1&remove=0",
            Uri.UnescapeDataString(server.Seen.First().Body.Replace('+', ' ')));
    }

    [Fact]
    public async Task Lists_backups_newest_first()
    {
        await using var server = PveServer.Start(("GET nodes/pve1/storage/nas/content?content=backup&vmid=100", PveReply.Ok(
            """[{"volid":"nas:backup/old","content":"backup","ctime":1},{"volid":"nas:backup/new","content":"backup","ctime":2}]""")));
        using var client = server.Client();

        var backups = await client.ListBackupsAsync("pve1", "nas", 100);

        Assert.Equal(["nas:backup/new", "nas:backup/old"], backups.Select(backup => backup.Id));
    }
}
