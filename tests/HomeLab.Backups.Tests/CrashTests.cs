using HomeLab.Contracts.Backups;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Backups.Tests;

public sealed class CrashTests
{
    [RequiresFact(Requirement.Docker, Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    public async Task What_was_cut_off_is_no_copy_and_the_next_process_makes_one()
    {
        // Its dump stops half-way until it is told to go on, which in the first life it never is.
        await using var volume = await MountedVolume.StartAsync(new Dictionary<string, string>
        {
            ["homelab.backup.dump"] = "busybox seq 1 100000; touch /half; while ! test -e /go; do sleep 0.1; done; echo end",
        });
        await using var service = await BackupsProcess.PrepareAsync();
        service.Inventory.Want(service.Repository, service.Password, [volume.Wanted], "docker/nas/volume/*");
        await service.StartAsync();
        await Eventually.TrueAsync(async () => (await volume.ShellAsync("test -e /half && echo yes")).Length > 0, "half of it is dumped");
        await service.KillAsync();
        // Where restic lives longer than the one who writes to it, it takes his end for that of the file.
        await service.StoreAsync("half", $"/{volume.Address}.dump", $"address={volume.Address}", "kind=data");
        await volume.ShellAsync("touch /go");

        await service.StartAsync();
        var copied = await service.UntilCopiedAsync(volume.Key);
        var restored = await service.RestoreAsync(volume.Key, $"{volume.Name}-back");

        Assert.Equal("succeeded", restored.State);
        Assert.Equal([copied.LastCopy], (await service.CopiesAsync(volume.Key)).Select(it => it.Id));
        Assert.Equal("end\n", await volume.ShellAsync("busybox tail -n 1 dump", await volume.RunAsync($"{volume.Name}-back")));
        await Eventually.TrueAsync(async () => (await service.FactsAsync<BackupCompleted>()).Count == 1, "it is told once");
    }

    [RequiresFact(Requirement.Docker, Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    public async Task A_restore_that_was_cut_off_leaves_nothing_and_says_so()
    {
        await using var volume = await MountedVolume.StartAsync();
        await using var service = await BackupsProcess.PrepareAsync();
        await volume.ShellAsync("busybox dd if=/dev/urandom of=large bs=1M count=64 2>/dev/null");
        service.Inventory.Want(service.Repository, service.Password, [volume.Wanted], "docker/nas/volume/*");
        await service.StartAsync();
        await service.UntilCopiedAsync(volume.Key);
        var into = $"{volume.Name}-back";
        var asked = await service.Backups.RestoreAsync(new() { Backup = volume.Key, Into = into }, BackupsProcess.Operator);
        await Eventually.TrueAsync(() => volume.HasAsync(into), "it is begun");
        await service.KillAsync();

        await service.StartAsync();
        await Eventually.TrueAsync(async () => (await service.Backups.GetRestoreAsync(new() { Id = asked.Id }, BackupsProcess.Operator)).State != "running", "it ends");
        var restoration = await service.Backups.GetRestoreAsync(new() { Id = asked.Id }, BackupsProcess.Operator);

        Assert.Equal(("failed", "The service ended before all of it was back."), (restoration.State, restoration.Reason));
        Assert.False(await volume.HasAsync(into));
        Assert.Empty((await volume.Client.Containers.ListContainersAsync(new() { All = true })).Where(it => it.Labels.TryGetValue("homelab.restoration", out var of) && of == asked.Id));
    }
}
