using Grpc.Core;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Backups.Tests;

public sealed class RepositoryTests
{
    const string Key = "nightly/database/backups-db";

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    public async Task A_repository_that_is_gone_is_not_made_anew_and_another_one_is_not_taken_for_it()
    {
        await using var service = await BackupsProcess.PrepareAsync();
        service.Inventory.Want(service.Repository, service.Password, [], "database/*");
        await service.StartAsync();
        var first = await service.UntilCopiedAsync(Key);

        // As when the disk is not mounted.
        Directory.Move(service.Repository, service.Repository + "-away");
        await service.Backups.RunBackupAsync(new() { Backup = Key }, BackupsProcess.Operator);
        await Eventually.TrueAsync(async () => (await service.BackupAsync(Key)).Problem.Contains("is the disk mounted", StringComparison.Ordinal), "it says so");
        Assert.False(Directory.Exists(service.Repository));

        // As when another disk is.
        service.Inventory.Want(service.Repository + "-other", service.Password, [], "database/*");
        var elsewhere = await service.UntilCopiedAsync(Key, first.LastCopy);
        Directory.Move(service.Repository + "-other", service.Repository + "-gone");
        Directory.Move(service.Repository + "-away", service.Repository + "-other");
        await service.Backups.RunBackupAsync(new() { Backup = Key }, BackupsProcess.Operator);
        await Eventually.TrueAsync(async () => (await service.BackupAsync(Key)).Problem.Contains("give this one another policy", StringComparison.Ordinal), "it says so");
        var refused = await Assert.ThrowsAsync<RpcException>(() => service.CopiesAsync(Key));
        Assert.Equal(StatusCode.Unavailable, refused.StatusCode);

        Directory.Move(service.Repository + "-other", service.Repository + "-away");
        Directory.Move(service.Repository + "-gone", service.Repository + "-other");
        var again = await service.UntilCopiedAsync(Key, elsewhere.LastCopy);
        Assert.Equal("", again.Problem);
        Assert.Equal(2, (await service.CopiesAsync(Key)).Count);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    public async Task With_a_wrong_password_nothing_is_written_and_it_reaches_no_message()
    {
        await using var service = await BackupsProcess.PrepareAsync();
        service.Inventory.Want(service.Repository, service.Password, [], "database/*");
        await service.StartAsync();
        var first = await service.UntilCopiedAsync(Key);
        const string wrong = "canary-0b1c9ff0e1d84a86b4c1";
        await File.WriteAllTextAsync(service.Password, wrong);
        await service.Backups.RunBackupAsync(new() { Backup = Key }, BackupsProcess.Operator);
        await Eventually.TrueAsync(async () => (await service.BackupAsync(Key)).Problem.Length > 0, "it fails");

        var backup = await service.BackupAsync(Key);
        Assert.Contains("wrong password", backup.Problem, StringComparison.Ordinal);
        Assert.Equal(first.LastCopy, backup.LastCopy);
        Assert.DoesNotContain(wrong, service.Said + backup, StringComparison.Ordinal);
    }

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq, Requirement.Restic)]
    public async Task At_rest_nothing_is_asked_of_the_repository_and_a_hold_keeps_it_as_it_is()
    {
        await using var service = await BackupsProcess.PrepareAsync();
        service.Inventory.Want(service.Repository, service.Password, [], "database/*");
        await service.StartAsync();
        var first = await service.UntilCopiedAsync(Key);
        // With the repository gone, whoever asks it has a problem.
        Directory.Move(service.Repository, service.Repository + "-away");
        var looks = await service.QueryAsync<DateTime>("SELECT max(outcome_at) FROM homelab.work WHERE kind = 'backup'");
        await Eventually.TrueAsync(async () => await service.QueryAsync<DateTime>("SELECT max(outcome_at) FROM homelab.work WHERE kind = 'backup'") > looks.AddSeconds(3), "it is looked at again");
        Assert.Equal((first.LastCopy, ""), ((await service.BackupAsync(Key)).LastCopy, (await service.BackupAsync(Key)).Problem));

        service.Inventory.Change(it => it.Holds.Add(new Contracts.Grpc.Inventory.PlacedHold
        {
            Scope = "backup/nightly", Reason = "the disk is being replaced", PlacedBy = "Hold/disk", Until = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)),
        }));
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await service.Backups.RunBackupAsync(new() { Backup = Key }, BackupsProcess.Operator));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("the disk is being replaced", refused.Status.Detail, StringComparison.Ordinal);
    }
}
