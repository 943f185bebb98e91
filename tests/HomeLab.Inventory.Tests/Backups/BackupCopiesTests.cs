using System.Text.Json.Nodes;
using HomeLab.Contracts.Grpc.Backups;
using HomeLab.Inventory.Backups;
using HomeLab.Inventory.Tests.Sources;
using HomeLab.Lab.Kinds;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Backups;

public sealed class BackupCopiesTests
{
    static readonly DateTimeOffset At = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    readonly PlayedBackups backups = new();

    Task<RunningSource> StartAsync() => RunningSource.StartAsync(new LabSpec(), database => new BackupCopies(database.Observations, database.Options, database.Time, backups));

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Copies_are_known_as_Backups_tells_them_even_while_it_does_not_hear_what_is_wanted()
    {
        backups.Answer = new ListBackupsResponse { Silence = "Inventory does not answer.", Backups = { PlayedBackups.Of("docker/nas/volume/shop_data", At), PlayedBackups.Of("database/stacks-db", problem: "There is no room.") } };
        await using var source = await StartAsync();

        var seen = await source.UntilReasonAsync("");

        Assert.Equal(
            [("backups/nightly/database/stacks-db", "backup.copy", "failing"), ("backups/nightly/docker/nas/volume/shop_data", "backup.copy", "ok")],
            seen.Resources.Select(it => (it.Address, it.Kind, it.State)));
        var facts = JsonNode.Parse(await source.Database.QueryAsync<string>("SELECT facts FROM resource WHERE address LIKE '%shop_data'"))!;
        Assert.Equal(
            ("docker/nas/volume/shop_data", "nightly", "2026-11-21T02:00:00Z", 1024, "7a1c5c3d", ""),
            ((string)facts["address"]!, (string)facts["policy"]!, (string)facts["lastAt"]!, (int)facts["bytes"]!, (string)facts["copy"]!, (string)facts["problem"]!));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task What_is_known_stays_while_Backups_does_not_answer_and_goes_as_it_no_longer_knows_it()
    {
        backups.Answer = new ListBackupsResponse { Backups = { PlayedBackups.Of("docker/nas/volume/shop_data", At), PlayedBackups.Of("database/stacks-db", At) } };
        await using var source = await StartAsync();
        await source.UntilReasonAsync("");

        backups.Answer = null;
        var silent = await source.UntilReasonAsync("BackupsUnavailable");
        backups.Answer = new ListBackupsResponse { Backups = { PlayedBackups.Of("database/stacks-db", At) } };
        await source.UntilAsync(it => it.Resources.Count == 1, "what it no longer knows is gone");

        Assert.Equal(2, silent.Resources.Count);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_fleet_without_Backups_has_no_such_source()
    {
        await using var database = await InventoryDatabase.CreateAsync();

        Assert.Empty(new BackupCopies(database.Observations, database.Options, database.Time).Wanted(new LabSpec()));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task No_lab_has_to_name_it()
    {
        using var directory = new HomeLab.Testing.TemporaryDirectory();
        directory.Write("lab.yaml", "apiVersion: homelab/v1\nkind: Lab\nmetadata: {name: test}\nspec: {}\n");
        await using var database = await InventoryDatabase.CreateAsync(new HomeLab.Inventory.InventoryOptions { Lab = directory.Path });
        await database.LeaseAsync("backups");
        await database.ExecuteAsync("UPDATE source SET is_complete = true, reason_code = '' WHERE name = 'backups'");

        await database.LabReader.ReadAsync(await database.LeaseAsync("lab"), CancellationToken.None);

        Assert.True((await database.SnapshotAsync()).Sources.Single(it => it.Name == "backups").Complete);
    }
}
