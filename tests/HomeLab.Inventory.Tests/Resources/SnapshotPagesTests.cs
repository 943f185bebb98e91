using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Resources;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;

namespace HomeLab.Inventory.Tests.Resources;

public class SnapshotPagesTests
{
    const string Source = "docker/host";

    /// <summary>What a client takes unless told otherwise: https://learn.microsoft.com/aspnet/core/grpc/configuration.</summary>
    const int LargestMessage = 4 << 20;

    [Proves("INV-23")]
    [RequiresFact(Requirement.PostgreSql)]
    public async Task Five_thousand_resources_come_in_pages_that_a_message_holds()
    {
        await using var database = await InventoryDatabase.CreateAsync();
        var seen = Enumerable.Range(0, 5000).Select(Container).ToList();
        await database.Observations.RecordAsync(await database.LeaseAsync(Source), new Look("test", "read", "", seen, null, "NotListed"), CancellationToken.None);

        var (resources, after) = (new List<string>(), "");
        do
        {
            var page = await database.SnapshotAsync(new GetSnapshotRequest { Scopes = { Scope.Resources }, Limit = 500, After = after });
            Assert.InRange(page.CalculateSize(), 1, LargestMessage);
            Assert.InRange(page.Resources.Count, 0, 500);
            resources.AddRange(page.Resources.Select(it => it.Address));
            after = page.Next;
        }
        while (after.Length > 0);

        Assert.Equal(seen.Select(it => it.Address).Order(StringComparer.Ordinal), resources.Order(StringComparer.Ordinal));
    }

    [RequiresFact(Requirement.PostgreSql)]
    public async Task Without_a_limit_all_come_at_once()
    {
        await using var database = await InventoryDatabase.CreateAsync();
        await database.Observations.RecordAsync(
            await database.LeaseAsync(Source), new Look("test", "read", "", [.. Enumerable.Range(0, 20).Select(Container)], null, "NotListed"), CancellationToken.None);

        var whole = await database.SnapshotAsync(new GetSnapshotRequest { Scopes = { Scope.Resources } });

        Assert.Equal((20, ""), (whole.Resources.Count, whole.Next));
    }

    /// <summary>With as much in its labels as a chart or a Compose file gives.</summary>
    static ObservedResource Container(int number) => new(
        $"docker/host/project{number}/service", $"{number:x64}", "docker.container", $"project{number}-service-1", "running", "ghcr.io/example/app:1.2.3",
        Enumerable.Range(0, 8).ToDictionary(it => $"com.docker.compose.label{it}", it => new string('x', 80)));
}
