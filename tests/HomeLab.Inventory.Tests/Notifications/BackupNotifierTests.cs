using HomeLab.Contracts.Backups;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Npgsql;

namespace HomeLab.Inventory.Tests.Notifications;

/// <summary>As <see cref="NotifierTests"/>, on a database of its own: one that knows another lab would tell whom that names.</summary>
public sealed class BackupNotifierTests(DatabaseFixture database, VirtualHostFixture broker) : IClassFixture<DatabaseFixture>, IClassFixture<VirtualHostFixture>
{
    static readonly DateTimeOffset At = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task People_are_told_of_copies_that_could_not_be_made_without_asking_for_it()
    {
        await using var receiver = await Receiver.StartAsync();
        using var lab = new TemporaryDirectory();
        lab.Write("lab.yaml", $$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: home}
            spec: {notifications: [{name: phone, kind: ntfy, url: "{{receiver.Url}}/my-lab", token: {env: NTFY_TOKEN} }] }
            """);
        await using var service = InventoryProcess.Start(
            database.ConnectionString, broker.ConnectionString, lab.Path, ("NTFY_TOKEN", Receiver.NtfyToken),
            ("Notifications__GatherFor", "00:00:00.300"), ("Notifications__PollInterval", "00:00:00.100"), ("Notifications__RetryAfter", "00:00:00.200"));
        await Eventually.TrueAsync(async () => (await service.SnapshotAsync())?.Sources.Any(it => it is { Name: "lab", Complete: true }) == true, "the lab is read");

        await PublishAsync(
            new BackupFailed { Backup = "nightly/database/dns-db", Address = "database/dns-db", Reason = "The repository does not answer.", LastAt = At.AddDays(-2), At = At },
            new BackupFailed { Backup = "nightly/docker/nas/volume/shop", Address = "docker/nas/volume/shop", Reason = "There is no room.", At = At });

        await Eventually.PassesAsync(() =>
        {
            var phone = string.Concat(receiver.Taken.Select(it => it.Body));
            Assert.Contains("backup nightly/database/dns-db", phone, StringComparison.Ordinal);
            Assert.Contains("The repository does not answer. The newest copy is of 2026-11-19 20:00 UTC.", phone, StringComparison.Ordinal);
            Assert.Contains("There is no room. There is no copy yet.", phone, StringComparison.Ordinal);
            return Task.CompletedTask;
        });
    }

    async Task PublishAsync(params object[] facts)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new Outbox(TimeProvider.System).AddAsync(facts, transaction, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
