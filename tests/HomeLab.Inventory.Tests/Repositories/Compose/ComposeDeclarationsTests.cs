namespace HomeLab.Inventory.Tests.Repositories.Compose;

public sealed class ComposeDeclarationsTests
{
    [Fact]
    public void Declares_services_with_where_they_are_written_and_what_they_need()
    {
        var reading = TestTree.Read(("apps/photos/compose.yaml", """
            services:
              server:
                image: example/photos:2
                depends_on: [database]
                volumes: ["library:/data"]
              database:
                image: postgres:17
            volumes:
              library:
            """));

        var server = Assert.Single(reading.Objects, it => it.Address == "repository/home/compose/apps/photos/service/server");
        Assert.Equal(("compose/service", "server", "apps/photos/compose.yaml", 2), (server.Kind, server.Name, server.At.File, server.At.Line));
        Assert.Equal((TestTree.Revision, "", Inventory.Repositories.Reach.Whole), (server.Commit, server.Owner, server.Reach));
        Assert.Equal(
            ["compose.depends_on …/service/database", "compose.networks …/network/default", "compose.volumes …/volume/library"],
            reading.Dependencies.Where(it => it.From == server.Address).Select(it => $"{it.Rule} {it.To.Replace("repository/home/compose/apps/photos", "…", StringComparison.Ordinal)}").Order());
        Assert.Equal("photos_library", Assert.Single(reading.Objects, it => it.Kind == "compose/volume").Name);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Joins_an_external_network_to_the_project_that_makes_it()
    {
        var reading = TestTree.Read(
            ("proxy/compose.yaml", "services: {proxy: {image: traefik}}"),
            ("photos/compose.yaml", """
                services: {server: {image: example/photos, networks: [proxy]}}
                networks: {proxy: {name: proxy_default, external: true}}
                """));

        var join = Assert.Single(reading.Dependencies, it => it.Rule == "compose.external_network");
        Assert.Equal(("repository/home/compose/photos/network/proxy", "repository/home/compose/proxy/network/default"), (join.From, join.To));
    }

    [Fact]
    public void Tells_the_hosts_that_labels_route_and_none_with_a_hole_in_it()
    {
        var reading = TestTree.Read(("a/compose.yaml", """
            services:
              app:
                image: example/app
                labels:
                  traefik.enable: "true"
                  traefik.http.routers.app.rule: Host(`App.example.org`) || Host(`www.example.org`)
                  traefik.http.routers.later.rule: Host(`x.${DOMAIN}`)
            """));

        Assert.Equal(["app.example.org", "www.example.org"], reading.Hosts.Select(it => it.Host));
        Assert.Equal(("traefik.http.routers.app.rule", 6), (reading.Hosts[0].Rule, reading.Hosts[0].At.Line));
        var unresolved = Assert.Single(reading.Unresolved);
        Assert.Equal(("EnvironmentVariable", "DOMAIN", 7), (unresolved.Code, unresolved.Subject, unresolved.At.Line));
    }

    [Fact]
    public void Keeps_no_value_that_may_be_a_secret()
    {
        var reading = TestTree.Read(
            ("a/.env", "DB_PASSWORD=canary-1\nTAG=7\n"),
            ("a/compose.yaml", """
                services:
                  app:
                    image: example/app:${TAG}
                    command: serve --db-password=canary-2 --url http://user:canary-3@db/x
                    environment:
                      ADMIN_TOKEN: canary-4
                      PLAIN: canary-5
                      DATABASE_URL: postgres://u:${DB_PASSWORD}@db/app
                      DB_HOST: db
                      RETRIES: 3
                      OTHER: https://auth.example.org/realms/lab
                    labels:
                      traefik.http.middlewares.a.basicauth.users: admin:canary-6
                  db:
                    image: postgres:17
                    environment: [POSTGRES_PASSWORD=canary-7]
                """));

        Assert.DoesNotContain("canary", TestTree.Everything(reading), StringComparison.Ordinal);
        var app = Assert.Single(reading.Objects, it => it.Name == "app").SpecJson;
        Assert.Contains("\"image\":\"example/app:7\"", app, StringComparison.Ordinal);
        Assert.Contains("\"DB_HOST\":\"db\",\"RETRIES\":3,\"OTHER\":\"https://auth.example.org/realms/lab\"", app, StringComparison.Ordinal);
        Assert.Contains("\"ADMIN_TOKEN\":null,\"PLAIN\":null", app, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_an_environment_file_that_is_not_in_the_repository()
    {
        var reading = TestTree.Read(("a/compose.yaml", "services: {app: {image: x, env_file: [secrets.env, {path: more.env, required: false}]}}"));

        var unresolved = Assert.Single(reading.Unresolved);
        Assert.Equal(("FileNotInRepository", "a/secrets.env"), (unresolved.Code, unresolved.Subject));
    }

    [Theory]
    [InlineData("services: {a: {image: x, depends_on: [b]}}", "UnknownService")]
    [InlineData("services: {a: {image: x, volumes: ['b:/b']}}", "Undeclared")]
    [InlineData("services: {a: {extends: {file: ../../etc/x.yaml, service: b}}}", "OutsideRepository")]
    [InlineData("services: {a: {extends: a}}", "Cycle")]
    [InlineData("services: {a: {extends: b}}", "UnknownService")]
    [InlineData("include: [compose.yaml]\nservices: {a: {image: x}}", "Cycle")]
    [InlineData("services: {a: {image: x}", "MalformedYaml")]
    [InlineData("services: {a: hello}", "WrongType")]
    [InlineData("services: {a: {image: x, labels: {traefik.http.routers.a.rule: Host(`a}}}", "BrokenRule")]
    public void Says_what_is_wrong_and_where(string text, string code)
    {
        var problem = Assert.Single(TestTree.Read(("a/compose.yaml", text)).Problems);

        Assert.Equal(("a/compose.yaml", code), (problem.File, problem.Code));
        Assert.True(problem.Line > 0);
    }
}
