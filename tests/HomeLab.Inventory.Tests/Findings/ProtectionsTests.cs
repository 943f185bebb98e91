using HomeLab.Inventory.Findings;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class ProtectionsTests
{
    const string Claim = "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: media}, spec: {volumeName: pvc-1}, status: {phase: Bound}}";
    const string Source = """{apiVersion: volsync.backube/v1alpha1, kind: ReplicationSource, metadata: {name: data, namespace: media}, spec: {sourcePVC: data}, status: {lastSyncTime: "2026-03-01T03:00:00Z"}}""";
    const string Never = "{apiVersion: volsync.backube/v1alpha1, kind: ReplicationSource, metadata: {name: data, namespace: media}, spec: {sourcePVC: data}}";
    const string Schedule = """{apiVersion: velero.io/v1, kind: Schedule, metadata: {name: all, namespace: velero}, spec: {schedule: "0 3 * * *", template: {includedNamespaces: ["*"], excludedNamespaces: [EXCLUDED]}}}""";
    const string Backup = """{apiVersion: velero.io/v1, kind: Backup, metadata: {name: all-1, namespace: velero, labels: {velero.io/schedule-name: all}}, status: {phase: Completed, completionTimestamp: "2026-03-01T03:10:00Z"}}""";
    const string Container = """container: {Id: c1, Names: [/db], Image: "postgres:16", State: running, Labels: {com.docker.compose.project: app, com.docker.compose.service: db}, Mounts: [{Type: volume, Name: app_db, Source: /x, Destination: /var/lib/postgresql/data}, {Type: bind, Source: /mnt/raid/photos, Destination: /photos}, {Type: bind, Source: /var/run/docker.sock, Destination: /s}]}""";
    const string Lab = """lab: {docker: [{name: host, endpoint: "tcp://192.0.2.66:2376"}]}""";
    const string Guest = """proxmox: {type: qemu, vmid: 101, name: docker-host, node: pve01, template: false, status: running, addresses: ["192.0.2.66"], backup: BACKUP}""";

    [Fact]
    public void A_claim_is_protected_by_what_has_copied_it_and_not_by_what_is_only_meant_to()
    {
        Assert.Equal((Protection.Protected, "VolSync data, last 2026-03-01T03:00:00Z"), Only(Claim, Source));
        Assert.Equal(Protection.Unprotected, Only(Claim, Never).Protection);
        Assert.Equal((Protection.Protected, "Velero all, last 2026-03-01T03:10:00Z"), Only(Claim, Schedule.Replace("EXCLUDED", "other", StringComparison.Ordinal), Backup));
        Assert.Equal(Protection.Unprotected, Only(Claim, Schedule.Replace("EXCLUDED", "media", StringComparison.Ordinal), Backup).Protection);
        Assert.Equal(Protection.Unprotected, Only(Claim, Schedule.Replace("EXCLUDED", "other", StringComparison.Ordinal)).Protection);
    }

    [Fact]
    public void What_a_silent_source_might_tell_is_unknown()
    {
        var survey = SurveyedLab.Of(string.Join("\n---\n", Claim, Never), null, "kubernetes/talos/replicationsources.volsync.backube");

        var thing = Assert.Single(Protections.Of(survey));

        Assert.Equal(Protection.Unknown, thing.Protection);
        Assert.Contains("replicationsources.volsync.backube", thing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_container_keeps_is_protected_by_the_backup_of_the_guest_that_its_engine_runs_on()
    {
        var things = Of(Container, Lab, Guest.Replace("BACKUP", """{isCovered: true, isWhole: true, at: "2026-03-01T02:00:00Z", storage: nas}""", StringComparison.Ordinal));

        Assert.Equal(
            [("docker/host/path/mnt/raid/photos", Protection.Unknown), ("docker/host/volume/app_db", Protection.Protected), ("proxmox/pve/qemu/101", Protection.Protected)],
            things.Select(it => (it.Address, it.Protection)));
        Assert.All(
            Of(Container, Lab, Guest.Replace("BACKUP", "{isCovered: false, isWhole: true}", StringComparison.Ordinal)), it => Assert.Equal(Protection.Unprotected, it.Protection));
        Assert.All(
            Of(Container, Lab, Guest.Replace("BACKUP", "{isCovered: true, isWhole: false}", StringComparison.Ordinal)), it => Assert.Equal(Protection.Unknown, it.Protection));
    }

    [Fact]
    public void A_volume_is_protected_by_a_copy_that_there_is_and_not_by_one_that_is_only_wanted()
    {
        const string Wanted = """backup: {key: nightly/docker/host/volume/app_db, policy: nightly, address: docker/host/volume/app_db, isWanted: true, nextDueAt: "2026-03-02T02:00:00Z"}""";
        var made = Wanted.Replace("isWanted: true", """isWanted: true, lastAt: "2026-03-01T02:00:00Z", lastBytes: 1024""", StringComparison.Ordinal);

        var (beside, alone) = (Volume(Container, Lab, Guest.Replace("BACKUP", "{isCovered: false, isWhole: true}", StringComparison.Ordinal), made), Volume(Container, made));
        var both = Volume(Container, Lab, Guest.Replace("BACKUP", """{isCovered: true, isWhole: true, at: "2026-03-01T03:00:00Z", storage: nas}""", StringComparison.Ordinal), made);

        Assert.Equal((Protection.Protected, "the copy of 2026-03-01T02:00:00Z by policy nightly"), (beside.Protection, Assert.Single(beside.By)));
        Assert.Equal(Protection.Protected, alone.Protection);
        Assert.Equal(["the backup of 2026-03-01T03:00:00Z on nas of proxmox/pve/qemu/101", "the copy of 2026-03-01T02:00:00Z by policy nightly"], both.By);
        Assert.Equal(Protection.Unprotected, Volume(Container, Wanted).Protection);
    }

    [Fact]
    public void While_Backups_is_silent_it_is_not_known_that_there_is_no_copy_of_a_volume()
    {
        const string Other = """backup: {key: nightly/docker/host/volume/other, policy: nightly, address: docker/host/volume/other, isWanted: true}""";

        var things = Protections.Of(SurveyedLab.Of($"{Container}\n---\n{Other}", null, "backups"));

        Assert.Equal(
            [("docker/host/path/mnt/raid/photos", Protection.Unprotected), ("docker/host/volume/app_db", Protection.Unknown)], things.Select(it => (it.Address, it.Protection)));
        Assert.Equal("backups is not seen whole now", things[1].Reason);
        Assert.All(Of(Container), it => Assert.Equal(Protection.Unprotected, it.Protection));
    }

    static StatefulThing Volume(params string[] documents) => Of(documents).Single(it => it.Kind == "volume");

    static (Protection Protection, string By) Only(params string[] documents)
    {
        var thing = Of(documents).First(it => it.Kind == "claim");
        return (thing.Protection, string.Join("; ", thing.By));
    }

    static IReadOnlyList<StatefulThing> Of(params string[] documents) => Protections.Of(SurveyedLab.Of(string.Join("\n---\n", documents)));
}
