using Docker.DotNet.Models;
using HomeLab.Inventory.Docker;

namespace HomeLab.Inventory.Tests.Docker;

public class ContainerResourcesTests
{
    [Fact]
    public void Keep_no_label_that_may_hold_a_secret()
    {
        var resource = Assert.Single(ContainerResources.Of("host",
        [
            new ContainerListResponse
            {
                ID = "a",
                Names = ["/photos"],
                State = "running",
                Labels = new Dictionary<string, string>
                {
                    ["traefik.http.middlewares.auth.basicauth.users"] = "canary",
                    ["token"] = "canary",
                    ["traefik.enable"] = "true",
                    ["traefik.http.routers.a.rule"] = "Host(`a.example.org`)",
                },
            },
        ]));

        Assert.Equal(["traefik.enable", "traefik.http.routers.a.rule"], resource.Labels.Keys.Order());
    }

    [Fact]
    public void Take_no_path_from_labels_that_hold_a_slash_or_more()
    {
        var resource = Assert.Single(ContainerResources.Of("host",
        [
            new ContainerListResponse
            {
                ID = "a",
                Names = ["/photos"],
                Labels = new Dictionary<string, string> { ["com.docker.compose.project"] = "../x/y", ["com.docker.compose.service"] = new('s', 5000) },
            },
        ]));

        Assert.Equal("docker/host/photos", resource.Address);
    }
}
