using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Matching;

namespace HomeLab.Inventory.Tests.Catalog;

public sealed class CatalogCasesTests
{
    static readonly SystemCatalog Catalog = CatalogFiles.Read();

    public static TheoryData<string> Systems => [.. CatalogCase.All];

    public static TheoryData<string> SystemsThatFail => [.. CatalogCase.All.Where(it => CatalogCase.Read(it).HasUnhealthy)];

    [Theory]
    [MemberData(nameof(Systems))]
    public void A_running_system_is_recognised_with_its_version_and_is_healthy(string system)
    {
        var it = CatalogCase.Read(system);

        var reading = it.ReadHealthy(Catalog);

        Assert.Empty(reading.Ties.Select(tie => $"{tie.Object}: {string.Join(", ", tie.Claims.Select(claim => claim.Entry))}"));
        var found = reading.Find(system);
        Assert.True(found is not null, $"seen: {string.Join(", ", reading.Systems.Select(other => other.Entry))}; unclassified: {string.Join(", ", reading.Unclassified.Select(o => o.Object))}");
        Assert.Equal(it.Version, found.Version);
        Assert.True(it.Healthy == found.Health.State, string.Join('\n', found.Health.Signals));
    }

    [Theory]
    [MemberData(nameof(SystemsThatFail))]
    public void A_failing_system_is_judged_so_with_the_reason(string system)
    {
        var it = CatalogCase.Read(system);

        var found = it.ReadUnhealthy(Catalog).Find(system);

        Assert.NotNull(found);
        Assert.True(it.Unhealthy == found.Health.State, string.Join('\n', found.Health.Signals));
        Assert.Contains(found.Health.Because, signal => signal.Reason.Contains(it.Because, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public void What_looks_like_it_is_not_taken_for_it(string system)
    {
        var lookalikes = CatalogCase.Read(system).Lookalikes;

        Assert.NotEmpty(lookalikes);
        Assert.All(lookalikes, it => Assert.False(
            Catalog.Recogniser.Recognise(it) is Recognition.Recognised { Owner: null } recognised && recognised.Entry.Id == system, it.ToString()));
    }

    /// <summary>The list of what is missing only ever becomes shorter: whoever adds a case takes its line out, and nothing is added.</summary>
    [Fact]
    public void Every_entry_has_a_case_or_stands_in_the_list_of_what_is_missing()
    {
        var missing = File.ReadAllLines(Path.Combine(CatalogFolder.Cases, "missing.txt")).Where(it => it.Length > 0 && it[0] != '#').ToList();

        Assert.Equal(Catalog.Entries.Keys.Except(CatalogCase.All), missing.Order(StringComparer.Ordinal));
        Assert.Empty(CatalogCase.All.Except(Catalog.Entries.Keys));
    }
}
