using System.Text.Json.Nodes;
using HomeLab.Simulators.Faults;

namespace HomeLab.Simulators.Tests.Kubernetes;

public sealed class ServerTests : IDisposable
{
    const string Deployments = "apis/apps/v1/namespaces/default/deployments";

    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("homelab-simulators-");

    [Fact]
    public async Task Two_managers_own_a_container_each_and_ports_of_one()
    {
        await using var server = await Server.StartAsync();

        await server.ApplyAsync(Deployments + "/a", "one", Deployment("""{"name":"main","image":"a:1","ports":[{"containerPort":80}]}"""));
        await server.ApplyAsync(Deployments + "/a", "two", Deployment("""{"name":"side","image":"b:1"}""", """{"name":"main","ports":[{"containerPort":90}]}"""));
        var without = await server.ApplyAsync(Deployments + "/a", "two", Deployment("""{"name":"side","image":"b:2"}"""));

        var containers = without["spec"]!["template"]!["spec"]!["containers"]!.AsArray();
        Assert.Equal(["b:2", "a:1"], containers.Select(container => (string?)container!["image"]));
        Assert.Equal("""[{"containerPort":80}]""", containers[1]!["ports"]!.ToJsonString());
    }

    [Fact]
    public async Task A_strategic_merge_finds_a_container_by_its_name()
    {
        await using var server = await Server.StartAsync();
        await server.DoAsync("POST", Deployments, Deployment("""{"name":"main","image":"a:1"}""", """{"name":"side","image":"b:1"}"""));

        var patched = await server.DoAsync(
            "PATCH", Deployments + "/a", """{"spec":{"template":{"spec":{"containers":[{"name":"side","$patch":"delete"},{"name":"main","image":"a:2"}]}}}}""",
            "application/strategic-merge-patch+json");

        Assert.Equal("""[{"name":"main","image":"a:2"}]""", patched["spec"]!["template"]!["spec"]!["containers"]!.ToJsonString());
    }

    [Fact]
    public async Task A_definition_serves_its_resource_until_it_goes()
    {
        await using var server = await Server.StartAsync();
        const string things = "apis/lab.example.org/v1/namespaces/default/things";

        var before = await server.SendAsync("GET", things);
        await server.DoAsync("POST", "apis/apiextensions.k8s.io/v1/customresourcedefinitions", """
            {"metadata":{"name":"things.lab.example.org"},"spec":{"group":"lab.example.org","scope":"Namespaced","names":{"plural":"things","kind":"Thing"},
             "versions":[{"name":"v1","served":true,"storage":true,"subresources":{"status":{}}}]}}
            """);
        var made = await server.DoAsync("POST", things, """{"apiVersion":"lab.example.org/v1","kind":"Thing","metadata":{"name":"a"},"spec":{"size":1},"status":{"ready":true}}""");
        var listed = await server.DoAsync("GET", "apis/lab.example.org/v1");
        await server.DoAsync("DELETE", "apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.lab.example.org");
        var after = await server.SendAsync("GET", things);

        Assert.Equal((404, 404), (before.Status, after.Status));
        Assert.Equal((1, null), ((int)made["metadata"]!["generation"]!, made["status"]));
        Assert.Equal(["things", "things/status"], listed["resources"]!.AsArray().Select(resource => (string?)resource!["name"]));
    }

    [Fact]
    public async Task What_is_planted_keeps_its_status_and_brings_its_namespace()
    {
        await using var server = await Server.StartAsync();

        await server.ControlAsync("objects", """
            {"kind":"List","items":[{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"media"},"spec":{"nodeName":"n1"},"status":{"phase":"Running"}}]}
            """);
        var pods = await server.DoAsync("GET", "api/v1/pods?fieldSelector=spec.nodeName%3Dn1,status.phase!%3DFailed");
        var place = await server.DoAsync("GET", "api/v1/namespaces/media");

        Assert.Equal("Running", (string?)pods["items"]![0]!["status"]!["phase"]);
        Assert.Null(pods["items"]![0]!["kind"]);
        Assert.Equal("Active", (string?)place["status"]!["phase"]);
    }

    [Fact]
    public async Task A_namespace_takes_what_is_in_it_along()
    {
        await using var server = await Server.StartAsync();
        var elsewhere = await server.SendAsync("POST", "api/v1/namespaces/media/configmaps", """{"metadata":{"name":"a"}}""");
        await server.DoAsync("POST", "api/v1/namespaces", """{"metadata":{"name":"media"}}""");
        await server.DoAsync("POST", "api/v1/namespaces/media/configmaps", """{"metadata":{"name":"a"}}""");

        await server.DoAsync("DELETE", "api/v1/namespaces/media");

        Assert.Equal(404, elsewhere.Status);
        Assert.Empty((await server.DoAsync("GET", "api/v1/configmaps"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_token_may_be_kept_from_one_kind_and_from_writing()
    {
        await using var server = await Server.StartAsync(
            ("Simulators:Kubernetes:Clusters:0:Name", "demo"),
            ("Simulators:Kubernetes:Clusters:0:Tokens:0:Name", "inventory"),
            ("Simulators:Kubernetes:Clusters:0:Tokens:0:Secret", "secret-of-the-tests"),
            ("Simulators:Kubernetes:Clusters:0:Tokens:0:IsReadOnly", "true"),
            ("Simulators:Kubernetes:Clusters:0:Tokens:0:Forbidden:0", "secrets"));

        var pods = await server.SendAsync("GET", "api/v1/pods", token: "secret-of-the-tests");
        var secrets = await server.SendAsync("GET", "api/v1/secrets", token: "secret-of-the-tests");
        var write = await server.SendAsync("POST", "api/v1/namespaces", "{}", token: "secret-of-the-tests");
        var nobody = await server.SendAsync("GET", "api/v1/pods");

        Assert.Equal((200, 403, 403, 401), (pods.Status, secrets.Status, write.Status, nobody.Status));
        Assert.Equal("Forbidden", (string?)secrets.Body["reason"]);
        Assert.Contains(server.Host.Requests.Entries, entry => entry is { System: "kubernetes", Credential: "inventory", Status: 403 });
    }

    [Fact]
    public async Task Objects_and_versions_are_there_after_a_restart()
    {
        (string, string?) setting = ("Simulators:DataDirectory", directory.FullName);
        JsonNode made;
        await using (var server = await Server.StartAsync(setting))
            made = await server.DoAsync("POST", Deployments, Deployment("""{"name":"main","image":"a:1"}"""));

        await using var again = await Server.StartAsync(setting);
        var read = await again.DoAsync("GET", Deployments + "/a");
        var next = await again.DoAsync("POST", "api/v1/namespaces", """{"metadata":{"name":"media"}}""");

        Assert.True(JsonNode.DeepEquals(made, read), read.ToJsonString());
        Assert.True(Version(next) > Version(made));

        static long Version(JsonNode thing) => long.Parse((string)thing["metadata"]!["resourceVersion"]!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_watch_that_is_cut_just_ends()
    {
        await using var server = await Server.StartAsync();
        using var reader = new StreamReader(await server.WatchAsync("api/v1/namespaces?watch=1&fieldSelector=metadata.name%3Ddefault"));
        var first = await reader.ReadLineAsync();

        await server.ControlAsync("cut");

        Assert.Contains("\"ADDED\"", first, StringComparison.Ordinal);
        Assert.Null(await reader.ReadLineAsync());
    }

    [Fact]
    public async Task Another_cluster_in_its_place_has_other_identities_and_nothing_in_it()
    {
        await using var server = await Server.StartAsync();
        var known = (string?)(await server.DoAsync("GET", "api/v1/namespaces/kube-system"))["metadata"]!["uid"];
        await server.ControlAsync("objects", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""");
        server.Host.Faults.Add(new FaultRule { Effect = FaultEffect.WrongIdentity, System = "kubernetes" });

        var other = (string?)(await server.DoAsync("GET", "api/v1/namespaces/kube-system"))["metadata"]!["uid"];
        var maps = await server.DoAsync("GET", "api/v1/configmaps");
        server.Host.Faults.Clear();
        server.Host.Faults.Add(new FaultRule { Effect = FaultEffect.Status, Path = "/demo/api/v1/configmaps", Status = 503 });
        var dead = await server.SendAsync("GET", "api/v1/configmaps");

        Assert.NotEqual(known, other);
        Assert.Empty(maps["items"]!.AsArray());
        Assert.Equal((503, "ServiceUnavailable"), (dead.Status, (string?)dead.Body["reason"]));
    }

    static string Deployment(params string[] containers) => $$$$$"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"a"},"spec":{"selector":{"matchLabels":{"app":"a"}},
         "template":{"metadata":{"labels":{"app":"a"}},"spec":{"containers":[{{{{{string.Join(',', containers)}}}}}]}}}}
        """;

    public void Dispose() => directory.Delete(recursive: true);
}
