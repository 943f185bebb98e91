using System.Text.Json.Nodes;
using HomeLab.Inventory.Catalog;
using HomeLab.Inventory.Catalog.Judging;
using HomeLab.Inventory.Catalog.Matching;

namespace HomeLab.Inventory.Tests.Catalog;

public sealed class RecogniserTests
{
    static readonly SystemCatalog Catalog = CatalogFiles.Read();

    [Theory]
    [InlineData("postgres:16", "postgres", "16")]
    [InlineData("docker.io/library/postgres:16.4@sha256:0123", "postgres", "16.4")]
    [InlineData("registry.lan:5000/team/app", "registry.lan:5000/team/app", "")]
    [InlineData("registry.lan:5000/team/app:v1", "registry.lan:5000/team/app", "v1")]
    [InlineData("ghcr.io/immich-app/immich-server:${IMMICH_VERSION:-release}", "ghcr.io/immich-app/immich-server", "${IMMICH_VERSION:-release}")]
    [InlineData("mirror.gcr.io/grafana/grafana:12.1.0", "grafana/grafana", "12.1.0")]
    public void An_image_is_the_same_under_each_name_of_Docker_Hub(string reference, string repository, string tag) =>
        Assert.Equal(new ImageName(repository, tag), ImageName.Parse(reference));

    [Fact]
    public void An_unknown_image_is_an_unclassified_workload_with_what_its_platform_tells()
    {
        var reading = Read("docker.io/somebody/something:1", "exited", "Exited (137) 2 hours ago");

        var (workload, health) = Assert.Single(reading.Unclassified);
        Assert.Equal("docker/host/something", workload.Address);
        Assert.Equal((HealthState.Unhealthy, "Stopped"), (health!.State, health.Code));
        Assert.Empty(reading.Systems);
    }

    [Fact]
    public void A_database_within_another_project_is_that_projects_own()
    {
        var container = ContainerObservation.OfService("docker/host", "immich", "redis", "docker.io/valkey/valkey:8-bookworm", "running");
        var server = ContainerObservation.OfService("docker/host", "immich", "immich-server", "ghcr.io/immich-app/immich-server:v2.1.0", "running");
        var lonely = ContainerObservation.OfService("docker/host", "things", "cache", "redis:7", "running");

        var reading = CatalogReader.Read(Catalog, [container, server, lonely], [], default);

        Assert.Equal("immich", ((Recognition.Recognised)Catalog.Recogniser.Recognise(container)).Owner);
        Assert.Equal("things", ((Recognition.Recognised)Catalog.Recogniser.Recognise(lonely)).Owner);
        Assert.Null(reading.Find("redis"));
        Assert.Equal("redis", Assert.Single(reading.Find("immich")!.Instances).Kind.Id);
    }

    [Theory]
    [InlineData("running", "Up 2 hours")]
    [InlineData("exited", "Exited (1) 2 hours ago")]
    public void A_service_outside_that_only_its_user_shows_is_unknown_until_it_is_asked(string state, string status)
    {
        const string statusPage = "https://sponsor.ajay.app/api/status";
        var user = ContainerObservation.Of("host", new JsonObject
        {
            ["Names"] = new JsonArray("/isponsorblocktv"), ["Image"] = "ghcr.io/dmunozv04/isponsorblocktv:v2.6.1", ["State"] = state, ["Status"] = status,
        });

        Assert.Equal((HealthState.Unknown, HealthSignal.NotAsked), (Youtube([]).State, Youtube([]).Signals[0].Code));
        Assert.Equal(HealthState.Unhealthy, Youtube([new ProbeReading("youtube", "docker/host", statusPage, "api", statusPage) { Status = 503 }]).State);
        Assert.Equal(HealthState.Healthy, Youtube([new ProbeReading("youtube", "docker/host", statusPage, "api", statusPage) { Status = 200 }]).State);

        HealthVerdict Youtube(ProbeReading[] asked) => CatalogReader.Read(Catalog, [user!], asked, default).Find("youtube")!.Health;
    }

    [Fact]
    public void What_a_systems_project_brings_is_the_systems_where_it_is()
    {
        var paperless = ContainerObservation.OfService("docker/host", "paperless-ngx", "webserver", "ghcr.io/paperless-ngx/paperless-ngx:2.18.4", "running");
        var gotenberg = ContainerObservation.OfService("docker/host", "paperless-ngx", "gotenberg", "docker.io/gotenberg/gotenberg:8.35", "running");

        var together = CatalogReader.Read(Catalog, [paperless, gotenberg], [], default);
        var alone = CatalogReader.Read(Catalog, [gotenberg], [], default);

        Assert.Equal(["docker/host/paperless-ngx/gotenberg", "docker/host/paperless-ngx/webserver"], Assert.Single(together.Systems).Objects.Select(it => it.Object.Address).Order());
        Assert.Empty(together.Unclassified);
        Assert.Empty(alone.Systems);
    }

    [Fact]
    public void The_more_telling_hit_decides()
    {
        // Loki's gateway is nginx under Loki's labels; Prometheus' pod carries the operator's reloader.
        Assert.Equal("loki", Name(Deployment("loki-gateway", """{"app.kubernetes.io/name":"loki"}""", "docker.io/nginxinc/nginx-unprivileged:1.29-alpine")));
        Assert.Equal("ceph-mon", Name(Deployment("rook-ceph-mon-a", """{"app":"rook-ceph-mon"}""", "quay.io/ceph/ceph:v19.2.3")));
        Assert.Equal("rook-ceph", Name(Deployment("rook-ceph-operator", """{"app":"rook-ceph-operator"}""", "docker.io/rook/ceph:v1.18.4")));
    }

    [Fact]
    public void A_namespace_alone_tells_nothing() =>
        Assert.IsType<Recognition.Unclassified>(Catalog.Recogniser.Recognise(Deployment("something", "{}", "example.org/something:1", "argocd")));

    [Fact]
    public void Recognition_of_many_objects_takes_no_time_worth_mentioning()
    {
        var objects = Enumerable.Range(0, 5000).Select(it => Deployment($"app-{it}", """{"app.kubernetes.io/name":"app","app":"app"}""", $"example.org/team/app-{it}:1")).ToList();

        var reading = CatalogReader.Read(Catalog, objects, [], default);

        Assert.Equal(5000, reading.Unclassified.Count);
    }

    [Fact]
    public void Order_of_what_is_seen_changes_nothing()
    {
        var objects = CatalogCase.All.Take(40).SelectMany(it => CatalogCase.Read(it).Lookalikes).ToList();

        var one = CatalogReader.Read(Catalog, objects, [], default);
        var other = CatalogReader.Read(Catalog, Enumerable.Reverse(objects).ToList(), [], default);

        Assert.Equal(one.Systems.Select(it => (it.Entry.Id, it.Site, it.Version, it.Health.State)), other.Systems.Select(it => (it.Entry.Id, it.Site, it.Version, it.Health.State)));
    }

    [Fact]
    public void What_everything_stands_on_is_needed_by_everything_else_and_never_in_a_circle()
    {
        HashSet<string> present = ["kubernetes", "cilium", "coredns", "talos", "glance", "argocd"];

        // Glance needs CoreDNS and that Kubernetes; only Cilium is left to add.
        Assert.Equal(["cilium", "coredns"], SystemDependencies.Of(Catalog, "glance", Platform.Kubernetes, present));
        Assert.Equal(["cilium", "kubernetes"], SystemDependencies.Of(Catalog, "coredns", Platform.Kubernetes, present));
        Assert.Equal(["kubernetes"], SystemDependencies.Of(Catalog, "cilium", Platform.Kubernetes, present));
        Assert.Empty(SystemDependencies.Of(Catalog, "talos", Platform.Kubernetes, present));
    }

    static CatalogReading Read(string image, string state, string status) => CatalogReader.Read(
        Catalog,
        [ContainerObservation.Of("host", new JsonObject { ["Names"] = new JsonArray("/something"), ["Image"] = image, ["State"] = state, ["Status"] = status, ["Labels"] = new JsonObject() })],
        [], default);

    static string Name(Observation observation) => Assert.IsType<Recognition.Recognised>(Catalog.Recogniser.Recognise(observation)).Entry.Id;

    static Observation Deployment(string name, string labels, string image, string space = "default") => KubernetesObservation.Of("talos", new JsonObject
    {
        ["apiVersion"] = "apps/v1",
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space, ["labels"] = JsonNode.Parse(labels) },
        ["spec"] = new JsonObject
        {
            ["replicas"] = 1,
            ["template"] = new JsonObject
            {
                ["metadata"] = new JsonObject { ["labels"] = JsonNode.Parse(labels) },
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "main", ["image"] = image }) },
            },
        },
        ["status"] = new JsonObject { ["availableReplicas"] = 1 },
    });
}
