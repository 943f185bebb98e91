using FsCheck;
using FsCheck.Fluent;
using HomeLab.Inventory.Evaluation;
using HomeLab.Inventory.Sources;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Microsoft.Extensions.Configuration;

namespace HomeLab.Inventory.Tests.Graph;

/// <summary>What holds of the graph whatever the sources tell, and in whichever order.</summary>
public class GraphLawTests
{
    const int Usual = 300;
    const int Stored = 6;

    /// <summary>Always the same ones; others, and more of them, on demand: HOMELAB_GRAPHS=10000.</summary>
    static readonly int Labs = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetValue("HOMELAB_GRAPHS", Usual);

    static Config Of(int tests) => Labs == Usual ? Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(1, 1) : Config.QuickThrowOnFailure.WithMaxTest(tests);

    [Fact]
    public void Nothing_but_the_last_full_reads_leaves_a_trace()
    {
        var seen = new HashSet<string>();
        Prop.ForAll(LabHistory.Any.ToArbitrary(), history =>
        {
            var (whole, last) = (new PureInventory(), new PureInventory());
            foreach (var (source, look) in history.Told())
                whole.Record(source, look);
            foreach (var (source, look) in history.Final())
                last.Record(source, look);

            var expected = TestGraph.Text(last.Graph());
            Assert.Equal(expected, TestGraph.Text(whole.Graph()));
            seen.Add(expected);
        }).Check(Of(Labs));

        // The law would hold of a graph that is always empty, too.
        Assert.True(seen.Count > Labs / 2);
    }

    [RequiresFact(Requirement.PostgreSql)]
    public void Neither_do_the_database_and_what_is_kept_between_two_questions() => Prop.ForAll(
        LabHistory.Any.ToArbitrary(), history => Task.Run(() => StoredAsync(history)).GetAwaiter().GetResult()).Check(Of(Math.Max(Stored, Labs / 50)));

    static async Task StoredAsync(LabHistory history)
    {
        await using var database = await InventoryDatabase.CreateAsync();
        using var views = new LabViews(database.Source, database.Time);
        var leases = new Dictionary<string, SourceLease>();
        foreach (var source in LabHistory.Sources)
            leases[source] = await database.LeaseAsync(source);
        var (observations, last) = (database.Observations, new PureInventory());
        foreach (var (source, look) in history.Told())
        {
            await observations.RecordAsync(leases[source], look, CancellationToken.None);
            await views.ReadAsync(CancellationToken.None);
        }
        foreach (var (source, look) in history.Final())
            last.Record(source, look);
        using var fresh = new LabViews(database.Source, database.Time);

        var expected = TestGraph.Text(last.Graph());
        Assert.Equal(expected, TestGraph.Text((await views.ReadAsync(CancellationToken.None)).Graph));
        Assert.Equal(expected, TestGraph.Text((await fresh.ReadAsync(CancellationToken.None)).Graph));
    }

    [Fact]
    public void What_only_has_the_same_name_never_joins()
    {
        var rules = new HashSet<string>();
        Prop.ForAll(TwinLabs.Any.ToArbitrary(), labs =>
        {
            var inventory = new PureInventory();
            foreach (var (source, look) in labs.Told())
                inventory.Record(source, look);

            foreach (var edge in inventory.Graph().Edges)
            {
                Assert.True(TwinLabs.LabOf(edge.From) == TwinLabs.LabOf(edge.To), $"{edge} joins two labs");
                var (from, to) = (TwinLabs.NamespaceOf(edge.From), TwinLabs.NamespaceOf(edge.To));
                Assert.True(from == to || from.Length == 0 || to.Length == 0, $"{edge} joins two namespaces");
                rules.Add(edge.Rule);
            }
        }).Check(Of(Labs));

        // What identifies things has joined them all the while.
        Assert.Superset(
            new HashSet<string>
            {
                "kubernetes.node-uuid", "kubernetes.endpoint-target", "kubernetes.endpoint-address", "kubernetes.pod-claim", "zone.address",
                "docker.traefik-router", "docker.mount", "proxmox.disk", "flux.depends-on",
            },
            rules);
    }
}
