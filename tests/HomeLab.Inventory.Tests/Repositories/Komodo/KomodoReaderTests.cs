using HomeLab.Inventory.Repositories;

namespace HomeLab.Inventory.Tests.Repositories.Komodo;

public sealed class KomodoReaderTests
{
    const string Stacks = """"
        [[resource_sync]]
        name = "stacks"
        [resource_sync.config]
        repo = "someone/lab"
        resource_path = ["komodo/stacks.toml"]

        [[server]]
        name = "docker-1"
        [server.config]
        address = "https://192.0.2.10:8120"
        passkey = "canary-0"

        [[variable]]
        name = "PHOTOS_TOKEN"
        value = "canary-1"
        """";

    const string Photos = """"
        [[stack]]
        name = "photos"
        tags = ["media"]
        after = ["proxy"]
        [stack.config]
        server = "docker-1"
        repo = "someone/lab"
        run_directory = "stacks/photos"
        environment = """
        TOKEN = [[PHOTOS_TOKEN]]
        TAG = 2.1
        HOST = photos.example.org
        SECRET_KEY = canary-2
        """
        """";

    const string Compose = """
        services:
          server:
            image: example/photos:${TAG:-latest}
            env_file: .env
            environment: {TOKEN: "${TOKEN}"}
            labels: ["traefik.http.routers.photos.rule=Host(`${HOST}`)"]
        """;

    static readonly RepositoryOptions Options = new("home", [], ["https://github.com/someone/lab.git"], "main");

    [Fact]
    public void Reads_a_stack_to_its_services()
    {
        var reading = TestTree.Read(Options, ("komodo/sync.toml", Stacks), ("komodo/stacks.toml", Photos), ("stacks/photos/compose.yaml", Compose));

        Assert.Equal(
            ["compose/network", "compose/project", "compose/service", "komodo/resource_sync", "komodo/server", "komodo/stack", "komodo/variable"],
            reading.Objects.Select(it => it.Kind).Order(StringComparer.Ordinal));
        var server = Assert.Single(reading.Objects, it => it.Kind == "compose/service");
        Assert.Equal(("repository/home/komodo/stack/photos/service/server", "repository/home/komodo/stack/photos", Reach.Owned), (server.Address, server.Owner, server.Reach));
        Assert.Contains("\"image\":\"example/photos:2.1\"", server.SpecJson, StringComparison.Ordinal);
        Assert.Contains("\"TOKEN\":\"[[PHOTOS_TOKEN]]\"", server.SpecJson, StringComparison.Ordinal);
        var host = Assert.Single(reading.Hosts);
        Assert.Equal(("photos.example.org", server.Address, "stacks/photos/compose.yaml", 6), (host.Host, host.Object, host.At.File, host.At.Line));
        Assert.Empty(reading.Problems);
        Assert.DoesNotContain("canary", TestTree.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void Leaves_Komodos_variables_unresolved_where_they_stand()
    {
        var reading = TestTree.Read(Options, ("komodo/stacks.toml", Photos), ("stacks/photos/compose.yaml", Compose));

        var unresolved = Assert.Single(reading.Unresolved);
        Assert.Equal(("KomodoVariable", "TOKEN", "komodo/stacks.toml", 10), (unresolved.Code, unresolved.Subject, unresolved.At.File, unresolved.At.Line));
    }

    [Fact]
    public void Tells_the_order_and_the_server()
    {
        var reading = TestTree.Read(Options, ("komodo/stacks.toml", Photos), ("stacks/photos/compose.yaml", Compose));

        Assert.Equal(
            [("compose.project", "stack/photos/project"), ("komodo.after", "stack/proxy"), ("komodo.server", "server/docker-1")],
            reading.Dependencies.Where(it => it.From == "repository/home/komodo/stack/photos").Select(it => (it.Rule, it.To["repository/home/komodo/".Length..])).Order());
    }

    [Fact]
    public void Reads_a_file_for_each_stack_and_tells_the_project_that_none_declares()
    {
        const string Own = "[[stack]]\nname = \"{0}\"\n[stack.config]\nrun_directory = \"stacks/{0}\"\nrepo = \"someone/lab\"\n";
        var reading = TestTree.Read(
            new RepositoryOptions("home", ["komodo"], ["github.com/someone/lab"], ""),
            ("komodo/a.toml", Own.Replace("{0}", "a", StringComparison.Ordinal)), ("komodo/b.toml", Own.Replace("{0}", "b", StringComparison.Ordinal)),
            ("stacks/a/compose.yaml", "services: {x: {image: x}}"), ("stacks/b/compose.yaml", "services: {x: {image: x}}"),
            ("stacks/c/compose.yaml", "services: {x: {image: x}}"));

        Assert.Equal(["", "repository/home/komodo/stack/a", "repository/home/komodo/stack/b"], reading.Objects.Where(it => it.Kind == "compose/project").Select(it => it.Owner).Order());
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Reads_the_Compose_file_that_stands_in_the_stack()
    {
        var reading = TestTree.Read(("stacks.toml", """"
            [[stack]]
            name = "inline"
            config.server = "docker-1"
            config.file_contents = """
            services:
              web:
                image: nginx
                depends_on: [nobody]
            """
            """"));

        Assert.Contains(reading.Objects, it => it.Address == "repository/home/komodo/stack/inline/service/web" && it.At is { File: "stacks.toml", Line: 6 });
        Assert.Equal(("stacks.toml", 8, "UnknownService"), Assert.Single(reading.Problems) is var problem ? (problem.File, problem.Line, problem.Code) : default);
    }

    [Theory]
    [InlineData("repo = \"other/lab\"\nrun_directory = \"stacks/photos\"", "SourceElsewhere")]
    [InlineData("files_on_host = true\nrun_directory = \"stacks/photos\"", "SourceElsewhere")]
    [InlineData("linked_repo = \"unknown\"\nrun_directory = \"stacks/photos\"", "SourceElsewhere")]
    [InlineData("repo = \"someone/lab\"\nrun_directory = \"stacks/gone\"", "FileNotInRepository")]
    [InlineData("repo = \"someone/lab\"\nbranch = \"next\"\nrun_directory = \"stacks/photos\"", "OtherRevision")]
    public void Says_why_a_stack_is_not_known(string config, string code)
    {
        var reading = TestTree.Read(
            Options, ("komodo/stacks.toml", $"[[stack]]\nname = \"photos\"\n[stack.config]\n{config}\n"), ("stacks/photos/compose.yaml", "services: {x: {image: x}}"));

        Assert.Equal(code, Assert.Single(reading.Unresolved).Code);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("[[stack]]\ndescription = \"x\"\n", "MissingName")]
    [InlineData("[[stack]]\nname = \"a\"\n", "NoSource")]
    [InlineData("[[stack]]\nname = \"a\"\nconfig.file_contents = \"services: {a: {image: x}}\"\n[[stack]]\nname = \"a\"\n", "DeclaredTwice", "NoSource")]
    [InlineData("[[stack]]\nname = \"a\nconfig.file_contents = \"\"\n", "MalformedToml")]
    [InlineData("[[stack]]\nname = \"a\"\nconfig = {repo = \"x/y\", run_directory = \"../..\"}\n", "OutsideRepository")]
    public void Says_what_is_wrong(string text, params string[] codes) =>
        Assert.Equal(codes, TestTree.Read(("stacks.toml", text)).Problems.Select(it => it.Code));
}
