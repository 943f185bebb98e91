using Grpc.Core;
using HomeLab.Contracts.Backups;
using HomeLab.Contracts.Grpc.Backups;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Backups.Tests;

public sealed class VolumeBackupTests
{
    [RequiresFact(Requirement.Docker, Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    [Proves("STACK-39")]
    public async Task A_volume_of_a_stack_is_copied_while_it_runs_and_each_copy_comes_back_beside_it()
    {
        await using var volume = await MountedVolume.StartAsync();
        await using var service = await BackupsProcess.PrepareAsync();
        await volume.ShellAsync("echo one > text; mkdir -p deep/er; echo secret > deep/er/key; busybox chmod 640 deep/er/key; busybox chown 1000:1001 deep/er/key; ln -s text link 2>/dev/null || busybox ln -s text link");
        service.Inventory.Want(service.Repository, service.Password, [volume.Wanted], "docker/nas/volume/*");
        await service.StartAsync();
        var first = await service.UntilCopiedAsync(volume.Key);
        await volume.ShellAsync("echo two > text; busybox rm -r deep");
        await service.Backups.RunBackupAsync(new RunBackupRequest { Backup = volume.Address }, BackupsProcess.Operator);
        var second = await service.UntilCopiedAsync(volume.Key, first.LastCopy);

        var old = await service.RestoreAsync(volume.Key, $"{volume.Name}-old", first.LastCopy);
        var now = await service.RestoreAsync(volume.Key, $"{volume.Name}-now");

        Assert.Equal(("succeeded", ""), (old.State, old.Reason));
        Assert.Equal(("succeeded", "ada"), (now.State, now.Actor));
        var (ofOld, ofNow) = (await volume.RunAsync($"{volume.Name}-old"), await volume.RunAsync($"{volume.Name}-now"));
        Assert.Equal("one\nsecret\none\n1000 1001 640\n", await volume.ShellAsync("cat text deep/er/key link; busybox stat -c '%u %g %a' deep/er/key", ofOld));
        Assert.Equal("two\nlink\ntext\n", await volume.ShellAsync("cat text; ls", ofNow));
        Assert.Equal("two\n", await volume.ShellAsync("cat text"));
        Assert.Equal([second.LastCopy, first.LastCopy], (await service.CopiesAsync(volume.Key)).Select(it => it.Id));
        await Eventually.PassesAsync(async () => Assert.Equal([first.LastCopy, second.LastCopy], (await service.FactsAsync<BackupCompleted>()).Select(it => it.Copy)));
        var refused = await Assert.ThrowsAsync<RpcException>(() => service.RestoreAsync(volume.Key, volume.Name));
        Assert.Equal(StatusCode.AlreadyExists, refused.StatusCode);
        Assert.Empty((await volume.Client.Containers.ListContainersAsync(new() { All = true })).Where(it => it.Labels.ContainsKey("homelab.restoration")));
    }

    [RequiresFact(Requirement.Docker, Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    public async Task What_a_container_dumps_is_its_copy_and_a_dump_that_fails_is_none()
    {
        await using var volume = await MountedVolume.StartAsync(new Dictionary<string, string> { ["homelab.backup.dump"] = "cat dumped; test -e well" });
        await using var service = await BackupsProcess.PrepareAsync();
        await volume.ShellAsync("echo half > /dumped; echo torn > file");
        service.Inventory.Want(service.Repository, service.Password, [volume.Wanted], "docker/nas/volume/*");
        await service.StartAsync();
        await Eventually.TrueAsync(async () => (await service.BackupAsync(volume.Key)).Problem.Length > 0, "it fails");
        Assert.Equal("homelab.backup.dump of " + (await volume.Client.Containers.InspectContainerAsync(volume.Container)).Name.TrimStart('/') + " ended with exit code 1", (await service.BackupAsync(volume.Key)).Problem);
        Assert.DoesNotContain("kind=data", await service.SnapshotsAsync(), StringComparison.Ordinal);

        await volume.ShellAsync("echo all of it > /dumped; touch /well");
        var copied = await service.UntilCopiedAsync(volume.Key);
        var restored = await service.RestoreAsync(volume.Key, $"{volume.Name}-back");

        Assert.Equal(("dump", ""), (copied.Method, copied.Problem));
        Assert.Equal("succeeded", restored.State);
        Assert.Equal("all of it\n", await volume.ShellAsync("cat dump", await volume.RunAsync($"{volume.Name}-back")));
        await Eventually.TrueAsync(async () => (await service.FactsAsync<BackupCompleted>()).Count == 1, "it is told");
        Assert.Single(await service.FactsAsync<BackupFailed>());
    }

    [RequiresFact(Requirement.Docker, Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    public async Task What_comes_out_otherwise_than_it_went_in_is_not_put_back()
    {
        await using var volume = await MountedVolume.StartAsync();
        await using var service = await BackupsProcess.PrepareAsync();
        await volume.ShellAsync("echo one > text");
        service.Inventory.Want(service.Repository, service.Password, [volume.Wanted], "docker/nas/volume/*");
        await service.StartAsync();
        var copied = await service.UntilCopiedAsync(volume.Key);
        var copy = Assert.Single(await service.CopiesAsync(volume.Key));
        // A newer word of the same data, which says that it had another checksum.
        await service.StoreAsync(
            "{}", "/elsewhere", $"address={volume.Address}", "kind=copy", $"data={copied.LastCopy}", $"at={copy.At.ToDateTimeOffset().AddMinutes(1).ToUnixTimeMilliseconds()}",
            $"bytes={copy.Bytes}", $"sha256={new string('0', 64)}", "method=files");

        var restored = await service.RestoreAsync(volume.Key, $"{volume.Name}-back");

        Assert.Equal("failed", restored.State);
        Assert.Contains($"{copy.Bytes} bytes with the SHA-256 {copy.Sha256} came out", restored.Reason, StringComparison.Ordinal);
        Assert.False(await volume.HasAsync($"{volume.Name}-back"));
    }
}
