using System.Text.Json.Nodes;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Stacks;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Stacks;

public sealed class StackDeclarationsTests
{
    static readonly RepositorySpec OnDocker = new() { Name = "home", Path = ".", Deploy = new DeploySpec { Docker = "nas", Folders = ["stacks/*"] } };
    static readonly RepositorySpec OnKomodo = new() { Name = "home", Path = ".", Deploy = new DeploySpec { Komodo = "core" } };
    static readonly Dictionary<string, StackSpec> NoDocuments = [];

    static List<DeclaredStack> Of(RepositorySpec spec, IReadOnlyDictionary<string, StackSpec> documents, params (string Path, string Text)[] files) =>
        [.. StackDeclarations.Of(spec, new Checkout(TestTree.Of(files), TestTree.Revision, [], "main"), new RepositoryLimits(), documents)];

    [Fact]
    [Proves("STACK-2")]
    public void Folders_that_the_lab_names_are_stacks_and_others_are_not()
    {
        var stacks = Of(OnDocker, NoDocuments,
            ("stacks/web/compose.yaml", "services: {app: {image: nginx}}"), ("stacks/db/compose.yaml", "name: data\nservices: {db: {image: postgres}}"), ("other/compose.yaml", "services: {x: {image: x}}"));

        Assert.Equal(["docker/nas/data", "docker/nas/web"], stacks.Select(it => it.Key).Order());
    }

    [Fact]
    public void Environment_files_and_environment_become_one_with_the_secrets_of_the_repository_in_it()
    {
        var stack = Assert.Single(Of(OnDocker, NoDocuments,
            ("stacks/web/.env", "DB_PASSWORD=hunter2\nPORT=8080\nURL=postgres://app:${DB_PASSWORD}@db/app\n"),
            ("stacks/web/app.env", "MODE=plain\nLEVEL=info\n"),
            ("stacks/web/compose.yaml", """
                services:
                  app:
                    image: app
                    env_file: [app.env]
                    environment: {LEVEL: debug, PASSWORD: "${DB_PASSWORD}", ADDRESS: "${URL}", PORT: , NOWHERE: }
                """)));

        var environment = JsonNode.Parse(stack.Rendered.ProjectJson!)!["services"]!["app"]!["environment"]!.AsObject();
        Assert.Equal(
            ["ADDRESS=postgres://app:hunter2@db/app", "LEVEL=debug", "MODE=plain", "PASSWORD=hunter2", "PORT=8080"],
            environment.Select(it => $"{it.Key}={it.Value}").Order(StringComparer.Ordinal));
        Assert.Null(JsonNode.Parse(stack.Rendered.ProjectJson!)!["services"]!["app"]!["env_file"]);
        Assert.Empty(stack.Rendered.Unresolved);
    }

    [Fact]
    public void Values_that_sops_encrypted_are_named_with_their_file_and_everything_else_is_filled_in()
    {
        var encrypted = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sops", "shop.env"));
        var files = new (string, string)[]
        {
            ("stacks/web/.env", encrypted), ("stacks/web/app.env", encrypted.Replace("TOKEN=ENC", "OTHER=ENC", StringComparison.Ordinal)),
            ("stacks/web/compose.yaml", """
                services:
                  app:
                    image: app
                    ports: ["${PORT}:80", "127.0.0.1:${PORT}:81/udp", "${PORT_unencrypted}:82"]
                    volumes: ["${USER}/in:/in:ro", "./${NAME}:/name"]
                    environment: {SECRET: "pw=${TOKEN}", LINK: "${LINK_unencrypted}", NONE: "${EMPTY:-nothing}"}
                  side:
                    image: side
                    env_file: [app.env]
                """),
        };
        var stack = Assert.Single(Of(OnDocker, NoDocuments, files));

        Assert.Empty(stack.Rendered.Unresolved);
        Assert.Empty(stack.Rendered.Problems);
        Assert.Equal(["stacks/web/.env", "stacks/web/app.env", "stacks/web/compose.yaml"], stack.Rendered.Files.Select(it => it.Path));
        var services = JsonNode.Parse(stack.Rendered.ProjectJson!)!["services"]!;
        var environment = services["app"]!["environment"]!;
        Assert.Equal(
            ("pw=\uE000./stacks/web/.env:TOKEN\uE001", "http://\uE000./stacks/web/.env:USER\uE001@web", "nothing"), ($"{environment["SECRET"]}", $"{environment["LINK"]}", $"{environment["NONE"]}"));
        Assert.Equal(
            [" \uE000./stacks/web/.env:PORT\uE001 80 tcp", "127.0.0.1 \uE000./stacks/web/.env:PORT\uE001 81 udp", " 8081 82 tcp"],
            services["app"]!["ports"]!.AsArray().Select(it => $"{it!["host_ip"]} {it["published"]} {it["target"]} {it["protocol"]}"));
        Assert.Equal(
            [" \uE000./stacks/web/.env:USER\uE001/in /in true", "bind ./stacks/web/\uE000./stacks/web/.env:NAME\uE001 /name "],
            services["app"]!["volumes"]!.AsArray().Select(it => $"{it!["type"]} {it["source"]} {it["target"]} {it["read_only"]}"));
        var side = services["side"]!["environment"]!.AsObject();
        Assert.Equal("\uE000./stacks/web/app.env:OTHER\uE001", $"{side["OTHER"]}");
        Assert.DoesNotContain(side, it => it.Key.StartsWith("sops_", StringComparison.Ordinal));

        var kept = TestTree.Everything(TestTree.Read(files));
        Assert.DoesNotContain("\uE000", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("ENC[", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void What_sops_encrypted_in_another_format_is_a_problem_and_goes_into_no_container()
    {
        var stack = Assert.Single(Of(OnDocker, NoDocuments,
            ("stacks/web/.env", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sops", "binary.json"))), ("stacks/web/compose.yaml", "services: {app: {image: app, env_file: .env}}")));

        Assert.Equal("NotDotenv stacks/web/.env", $"{Assert.Single(stack.Rendered.Problems).Code} {stack.Rendered.Problems[0].File}");
    }

    [Theory]
    [InlineData("", "web")]
    [InlineData("name: shop-${TIER:-test}", "shop-test")]
    public void A_projects_name_is_a_variable_of_its_files(string name, string project)
    {
        var stack = Assert.Single(Of(OnDocker, NoDocuments, ("stacks/web/compose.yaml", $$"""
            {{name}}
            services:
              app: {image: app, labels: {rule: "Host(`${COMPOSE_PROJECT_NAME}.example.org`)"} }
            """)));

        Assert.Equal($"Host(`{project}.example.org`)", (string?)JsonNode.Parse(stack.Rendered.ProjectJson!)!["services"]!["app"]!["labels"]!["rule"]);
        Assert.Equal(project, stack.Name);
        Assert.Empty(stack.Rendered.Unresolved);
    }

    [Fact]
    public void The_name_that_an_environment_file_gives_a_project_counts_more_than_that_of_its_file() => Assert.Equal(
        "docker/nas/given", Assert.Single(Of(OnDocker, NoDocuments, ("stacks/web/.env", "COMPOSE_PROJECT_NAME=given\n"), ("stacks/web/compose.yaml", "name: written\nservices: {app: {image: app}}"))).Key);

    [Fact]
    public void Commands_after_a_start_and_before_a_stop_come_as_the_file_has_them()
    {
        var stack = Assert.Single(Of(OnDocker, NoDocuments, ("stacks/web/compose.yaml", """
            services:
              app:
                image: app
                post_start:
                - {command: sh -c true, user: root, environment: [A=1]}
                pre_stop:
                - command: [sync]
                  environment: {B: two}
            """)));

        var app = JsonNode.Parse(stack.Rendered.ProjectJson!)!["services"]!["app"]!;
        Assert.Equal(
            ("""[{"command":"sh -c true","user":"root","environment":{"A":"1"}}]""", """[{"command":["sync"],"environment":{"B":"two"}}]"""),
            (app["post_start"]!.ToJsonString(), app["pre_stop"]!.ToJsonString()));
        Assert.Empty(stack.Rendered.Problems);
    }

    [Fact]
    public void The_reading_that_is_kept_still_holds_no_secret()
    {
        var reading = TestTree.Read(("stacks/web/.env", "DB_PASSWORD=hunter2\n"), ("stacks/web/compose.yaml", "services: {app: {image: app, environment: {PASSWORD: \"${DB_PASSWORD}\"}}}"));

        Assert.DoesNotContain("hunter2", TestTree.Everything(reading), StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_sets_variables_and_names_secrets_without_their_values()
    {
        var document = new StackSpec
        {
            Repository = "home", Folder = "web", Docker = "nas", Environment = new Dictionary<string, string> { ["TZ"] = "Europe/Berlin" },
            Secrets = new Dictionary<string, SecretReference> { ["DB_PASSWORD"] = new() { Env = "WEB_DB" } }, After = ["traefik"],
        };
        var stack = Assert.Single(Of(new RepositorySpec { Name = "home", Path = "." }, new Dictionary<string, StackSpec> { ["shop"] = document },
            ("web/.env", "TZ=UTC\n"), ("web/compose.yaml", "services: {app: {image: app, environment: {TZ: \"${TZ}\", DB: \"pw=${DB_PASSWORD}\"}}}")));

        var environment = JsonNode.Parse(stack.Rendered.ProjectJson!)!["services"]!["app"]!["environment"]!;
        Assert.Equal(("docker/nas/shop", "Stack/shop", "Europe/Berlin", "pw=\uE000DB_PASSWORD\uE001"), (stack.Key, stack.DeclaredBy, $"{environment["TZ"]}", $"{environment["DB"]}"));
        Assert.Equal(["traefik"], stack.After);
    }

    [Fact]
    [Proves("S1-4")]
    public void What_is_not_known_is_said_with_its_place_and_nothing_is_guessed()
    {
        var stack = Assert.Single(Of(OnDocker, NoDocuments, ("stacks/web/compose.yaml", "services:\n  app:\n    image: app:${TAG}\n    env_file: [missing.env]\n")));

        Assert.Equal(["EnvironmentVariable TAG stacks/web/compose.yaml:3", "FileNotInRepository ./stacks/web/missing.env stacks/web/compose.yaml:4"],
            stack.Rendered.Unresolved.Select(it => $"{it.Code} {it.Subject} {it.At.File}:{it.At.Line}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Files_are_those_that_it_is_made_of_and_those_that_containers_see()
    {
        var stack = Assert.Single(Of(OnDocker, NoDocuments,
            ("stacks/web/compose.yaml", "include: [part.yaml]\nservices: {app: {image: app, volumes: ['./conf:/etc/app', './data:/data', '/srv/x:/x'], configs: [motd]}}\nconfigs: {motd: {file: motd.txt}}"),
            ("stacks/web/part.yaml", "services: {side: {image: side}}"), ("stacks/web/conf/a.conf", "a"), ("stacks/web/conf/sub/b.conf", "b"), ("stacks/web/motd.txt", "hello"),
            ("stacks/web/README.md", "# Web")));

        Assert.Equal(
            ["stacks/web/compose.yaml", "stacks/web/conf/a.conf", "stacks/web/conf/sub/b.conf", "stacks/web/motd.txt", "stacks/web/part.yaml"],
            stack.Rendered.Files.Select(it => it.Path));
        Assert.Equal(["stacks/web/conf/a.conf", "stacks/web/conf/sub/b.conf", "stacks/web/motd.txt"], stack.Rendered.Mounted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_broken_project_says_so_and_the_others_are_whole()
    {
        var stacks = Of(OnDocker, NoDocuments, ("stacks/bad/compose.yaml", "services: [\n"), ("stacks/good/compose.yaml", "services: {app: {image: app}}"));

        var bad = Assert.Single(stacks, it => it.Name == "bad");
        Assert.Null(bad.Rendered.ProjectJson);
        Assert.NotEmpty(bad.Rendered.Problems);
        Assert.Empty(Assert.Single(stacks, it => it.Name == "good").Rendered.Problems);
    }

    [Fact]
    [Proves("S1-3")]
    public void Komodo_tables_keep_what_they_say_and_come_with_the_project_that_they_deploy()
    {
        var stacks = Of(OnKomodo, NoDocuments,
            ("stacks.toml", """
                [[stack]]
                name = "proxy"
                [stack.config]
                server = "host-1"
                repo = "me/home"
                run_directory = "proxy"

                [[stack]]
                name = "web"
                after = ["proxy"]
                [stack.config]
                server = "host-1"
                file_contents = "services: {app: {image: app}}"
                environment = "TOKEN = [[WEB_TOKEN]]"
                """),
            ("proxy/compose.yaml", "services: {traefik: {image: traefik}}\nnetworks: {proxy: {name: proxy}}"));

        Assert.Equal(["komodo/core/proxy", "komodo/core/web"], stacks.Select(it => it.Key));
        Assert.Equal(["proxy"], stacks[1].After);
        Assert.Contains("[[WEB_TOKEN]]", stacks[1].TableJson, StringComparison.Ordinal);
        Assert.Equal("traefik", $"{JsonNode.Parse(stacks[0].Rendered.ProjectJson!)!["services"]!["traefik"]!["image"]}");
    }
}
