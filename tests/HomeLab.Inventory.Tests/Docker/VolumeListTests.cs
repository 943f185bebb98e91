using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Docker;

public sealed class VolumeListTests
{
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Volumes_come_and_go_with_full_reads()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Volumes = ["app_db", "old"];
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint, fullReadInterval: TimeSpan.FromMilliseconds(200));
        await observer.UntilAsync(it => Volumes(it) == "app_db old", "both are seen");

        engine.Volumes = ["app_db"];

        await observer.UntilAsync(it => Volumes(it) == "app_db", "one is gone");
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task A_volume_that_a_list_leaves_out_and_one_that_may_not_be_listed_any_more_stay()
    {
        await using var engine = await FakeEngine.StartAsync();
        engine.Run("a", "photos", []);
        (engine.Volumes, engine.UnlistedVolume) = (["app_db", "old"], "old");
        await using var observer = await RunningObserver.StartAsync(engine.Endpoint, fullReadInterval: TimeSpan.FromMilliseconds(200));
        await observer.UntilAsync(it => Volumes(it) == "app_db old", "both are seen");

        engine.Volumes = ["app_db"];
        var lists = engine.Lists;
        var leftOut = await observer.UntilAsync(it => engine.Lists > lists + 2 && RunningObserver.SourceOf(it).Complete, "it was read again");
        engine.Volumes = null;
        lists = engine.Lists;
        var forbidden = await observer.UntilAsync(it => engine.Lists > lists + 2 && RunningObserver.SourceOf(it).Complete, "it was read again");

        Assert.Equal(("app_db old", "app_db old"), (Volumes(leftOut), Volumes(forbidden)));
    }

    static string Volumes(Snapshot snapshot) =>
        string.Join(' ', snapshot.Resources.Where(it => it.Kind == "docker.volume").Select(it => it.Name).Order(StringComparer.Ordinal));
}
