using Docker.DotNet.Models;
using HomeLab.Inventory.Docker;

namespace HomeLab.Inventory.Tests.Docker;

public class ContainerAddressesTests
{
    [Fact]
    public void Are_the_project_and_service_of_Compose_or_the_name()
    {
        var assigned = ContainerAddresses.Assign("host",
        [
            Container("a", "immich-server-1", ("immich", "server", 1)),
            Container("b", "immich-server-2", ("immich", "server", 2)),
            Container("c", "lonely", null),
        ]);

        Assert.Equal(["docker/host/immich/server", "docker/host/immich/server-2", "docker/host/lonely"], assigned.Keys.Order());
    }

    [Fact]
    public void Stand_for_the_running_one_while_Compose_creates_a_container_anew()
    {
        var old = Container("old", "0a1b2c3d4e5f_web", ("site", "web", 1), "exited");

        var assigned = ContainerAddresses.Assign("host", [old, Container("new", "site-web-1", ("site", "web", 1))]);

        Assert.Equal("new", Assert.Single(assigned).Value.ID);
    }

    [Fact]
    public void Stand_for_the_younger_of_two_that_are_stopped()
    {
        var old = Container("old", "a", ("site", "web", 1), "exited");
        var young = Container("young", "b", ("site", "web", 1), "created");
        young.Created = old.Created.AddMinutes(1);

        Assert.Equal("young", Assert.Single(ContainerAddresses.Assign("host", [young, old])).Value.ID);
    }

    [Fact]
    public void Keep_a_service_apart_from_the_replica_of_another_that_would_share_its_address()
    {
        var assigned = ContainerAddresses.Assign("host",
        [
            Container("replica", "site-web-2", ("site", "web", 2)),
            Container("service", "site-web-2-1", ("site", "web-2", 1)),
        ]);

        Assert.Equal(("service", "replica"), (assigned["docker/host/site/web-2"].ID, assigned["docker/host/site-web-2"].ID));
    }

    [Fact]
    public void Are_names_for_what_Compose_ran_once()
    {
        var container = Container("a", "site-web-run-0a1b", ("site", "web", 1));
        container.Labels["com.docker.compose.oneoff"] = "True";

        Assert.Equal("docker/host/site-web-run-0a1b", Assert.Single(ContainerAddresses.Assign("host", [container])).Key);
    }

    static ContainerListResponse Container(string id, string name, (string Project, string Service, int Number)? compose, string state = "running") => new()
    {
        ID = id,
        Names = ["/other/alias", "/" + name],
        State = state,
        Created = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        Labels = compose is { } it
            ? new Dictionary<string, string>
            {
                ["com.docker.compose.project"] = it.Project,
                ["com.docker.compose.service"] = it.Service,
                ["com.docker.compose.container-number"] = $"{it.Number}",
            }
            : new Dictionary<string, string>(),
    };
}
