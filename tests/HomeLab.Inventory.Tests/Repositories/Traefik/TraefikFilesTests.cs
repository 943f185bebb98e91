namespace HomeLab.Inventory.Tests.Repositories.Traefik;

public sealed class TraefikFilesTests
{
    [Fact]
    public void Tells_names_and_where_they_are_sent()
    {
        var reading = TestTree.Read(("edge/tcp.yaml", """
            tcp:
              routers:
                cluster:
                  rule: HostSNI(`argo.example.org`) || HostSNI(`photos.example.org`)
                  service: cluster
                  tls: {passthrough: true}
                rest: {rule: 'HostSNI(`*`)', service: docker}
              services:
                cluster: {loadBalancer: {servers: [{address: "192.0.2.22:443"}]}}
                docker: {loadBalancer: {servers: [{address: "192.0.2.66:443"}]}}
            """));

        Assert.Equal(["argo.example.org", "photos.example.org"], reading.Hosts.Select(it => it.Host));
        Assert.All(reading.Hosts, it => Assert.Equal(("repository/home/traefik/edge/tcp.yaml:tcp/cluster", 4), (it.Object, it.At.Line)));
        Assert.Contains("\"servers\":[\"192.0.2.22:443\"]", reading.Objects[0].SpecJson, StringComparison.Ordinal);
        Assert.Equal("traefik/router", reading.Objects[1].Kind);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Reads_the_same_in_TOML_and_says_what_is_wrong()
    {
        var reading = TestTree.Read(("edge.toml", "[http.routers.web]\nrule = \"Host(`web.example.org`)\"\nservice = \"web\"\n[http.routers.broken]\nrule = \"Host(`x\"\n"));

        Assert.Equal("web.example.org", Assert.Single(reading.Hosts).Host);
        Assert.Equal(("BrokenRule", 5), Assert.Single(reading.Problems) is var problem ? (problem.Code, problem.Line) : default);
    }
}
