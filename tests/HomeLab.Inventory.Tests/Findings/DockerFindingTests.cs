using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Findings;
using HomeLab.Inventory.Resources;
using HomeLab.Inventory.Tests.Graph;

namespace HomeLab.Inventory.Tests.Findings;

public sealed class DockerFindingTests
{
    const string Container = """container: {Id: c1, Names: [/db], Image: "postgres:16", State: STATE, Status: "STATUS"}""";

    [Theory]
    [InlineData("running", "Up 2 hours (unhealthy)", true)]
    [InlineData("running", "Up 2 hours (healthy)", false)]
    [InlineData("running", "Up 2 seconds (health: starting)", false)]
    [InlineData("running", "Up 2 hours", false)]
    [InlineData("exited", "Exited (1) 2 hours ago (unhealthy)", false)]
    public void A_container_that_runs_and_calls_itself_unhealthy_is_found(string state, string status, bool isFound)
    {
        var lab = SurveyedLab.Of(Container.Replace("STATE", state, StringComparison.Ordinal).Replace("STATUS", status, StringComparison.Ordinal));

        Assert.Equal(isFound ? ["docker/host/db"] : [], FindingRules.All["docker.container-unhealthy"].Look(lab).Select(it => it.Addresses[0]));
    }

    [Fact]
    public void Volumes_that_no_container_has_are_one_finding_of_their_engine()
    {
        var lab = Lab("app_db", "left", new string('a', 64));

        var found = Assert.Single(FindingRules.All["docker.volumes-unused"].Look(lab));

        Assert.Equal(["docker/host"], found.Addresses);
        Assert.Equal(("2 volumes are of no container, running or not.", "aaaaaaaaaaaa, left"), (found.What, found.Evidence));
        Assert.True(found.RestsOnAbsence);
        Assert.Equal(["docker/host/volume/app_db"], Protections.Of(lab).Select(it => it.Address));
    }

    [Fact]
    public void A_volume_of_a_container_that_is_stopped_is_not_found() => Assert.Empty(FindingRules.All["docker.volumes-unused"].Look(Lab("app_db")));

    static Survey Lab(params string[] volumes)
    {
        var inventory = new PureInventory();
        inventory.Record("docker/host", new Look(
            "test", "read", "", [Seen.Container("host", "app/db", "c1", state: "exited", volume: "app_db"), .. volumes.Select(Volume)], null, "NotListed"));
        return new Survey(
            SurveyedLab.Now, inventory.Graph(), [], new CatalogReading([], [], []), new Dictionary<string, bool> { ["docker/host"] = true }, new Dictionary<string, DeclaredRepository>());
    }

    static ObservedResource Volume(string name) => new($"docker/host/volume/{name}", "", "docker.volume", name, "", "", new Dictionary<string, string>(), "{}");
}
