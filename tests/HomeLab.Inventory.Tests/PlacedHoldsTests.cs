using HomeLab.Inventory.Holds;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests;

public sealed class PlacedHoldsTests
{
    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_hold_ends_by_itself_and_each_change_is_announced_with_a_revision()
    {
        var time = new FakeTimeProvider();
        await using var database = await InventoryDatabase.CreateAsync(time: time);
        var before = (await database.SnapshotAsync()).Revision;

        var hold = await PlaceAsync(database, time, TimeSpan.FromHours(1));

        var snapshot = await database.SnapshotAsync();
        Assert.Equal(hold!.Id.ToString(), Assert.Single(snapshot.Holds).Id);
        Assert.Equal(before + 1, snapshot.Revision);
        Assert.Contains("lab-revised", Assert.Single(await database.TakeAnnouncedAsync()).Urn, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await database.SnapshotAsync()).Holds);
        Assert.False(await database.Holds.ReleaseAsync(hold.Id, CancellationToken.None));
        Assert.Empty(await database.TakeAnnouncedAsync());
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task There_are_not_ever_more_of_them()
    {
        var time = new FakeTimeProvider();
        await using var database = await InventoryDatabase.CreateAsync(time: time);
        for (var i = 0; i < PlacedHolds.Most; i++)
            Assert.NotNull(await PlaceAsync(database, time, TimeSpan.FromHours(1)));

        Assert.Null(await PlaceAsync(database, time, TimeSpan.FromHours(1)));
        time.Advance(TimeSpan.FromHours(2));
        Assert.NotNull(await PlaceAsync(database, time, TimeSpan.FromHours(1)));
    }

    static Task<HoldRow?> PlaceAsync(InventoryDatabase database, FakeTimeProvider time, TimeSpan lasts) =>
        database.Holds.PlaceAsync("zone/example.org", "Moving.", time.GetUtcNow() + lasts, "ada", CancellationToken.None);
}
