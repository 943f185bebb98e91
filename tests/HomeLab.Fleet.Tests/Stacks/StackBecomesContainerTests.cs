using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Fleet.Tests.Secrets;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;
using Xunit.Sdk;

namespace HomeLab.Fleet.Tests.Stacks;

/// <summary>The fleet's promise of stacks, from outside: what is pushed runs, its name resolves, and nobody learns its secrets.</summary>
public sealed class StackBecomesContainerTests
{
    const string Key = "docker/docker-host/";

    /// <summary>What <c>TOKEN</c> is in <c>shop.env</c>.</summary>
    const string WikiToken = "canary-248b0b3b828d5c6f40498432601f7eebb67fc3c8";

    [RequiresFact(Requirement.Docker, Requirement.RabbitMq, Requirement.PostgreSql)]
    [Proves("STACK-4", "STACK-5", "STACK-27", "STACK-29", "STACK-32", "STACK-36", "STACK-38", "STACK-39", "STACK-40", "STACK-44")]
    public async Task What_is_pushed_runs_with_its_name_and_its_secret_and_who_did_what_is_told()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var docker = await TestDocker.EndpointAsync();
        var image = await TestImage.ImportAsync(docker);
        var id = Guid.NewGuid().ToString("n")[..8];
        var (shop, wiki) = ($"shop-{id}", $"wiki-{id}");
        using var engine = new DockerClientConfiguration(docker).CreateClient();
        using var announced = await GitRemote.CreateAsync();
        using var polled = await GitRemote.CreateAsync();
        var secrets = new Dictionary<string, string>
        {
            ["HOOK_SECRET"] = RandomNumberGenerator.GetHexString(40, lowercase: true),
            ["SHOP_PASSWORD"] = "canary-" + RandomNumberGenerator.GetHexString(40, lowercase: true),
            ["BACKUP_PASSWORD"] = "canary-" + RandomNumberGenerator.GetHexString(40, lowercase: true),
            ["WIKI_KEY"] = Sops("key.txt").Split('\n').Single(it => it.StartsWith("AGE-SECRET-KEY-1", StringComparison.Ordinal)),
        };
        await announced.PushAsync($"stacks/{shop}/compose.yaml", Shop(image, shop, "one", "touch /ready"));
        await polled.PushAsync($"{wiki}/.env", Sops("shop.env"));
        await polled.PushAsync($"{wiki}/compose.yaml", Wiki(image, "one"));
        var lab = LabOf(state, docker, announced, polled, shop, wiki);
        await using var containers = new ProjectContainers(engine, shop, wiki);
        await using var fleet = await Fleet.StartAsync(state, lab, secrets);

        await RunsAsync(engine, state, $"{shop}-app-1", "EDIT=one");
        await RunsAsync(engine, state, $"{wiki}-app-1", "EDIT=one");
        Assert.Contains($"TOKEN={WikiToken}", (await engine.Containers.InspectContainerAsync($"{wiki}-app-1")).Config.Env);
        Assert.Contains($"PASSWORD={secrets["SHOP_PASSWORD"]}", (await engine.Containers.InspectContainerAsync($"{shop}-app-1")).Config.Env);
        await fleet.Zone.AppearsAsync($"{shop}.example.org");

        var pushed = await announced.PushAsync($"stacks/{shop}/compose.yaml", Shop(image, shop, "two", "touch /ready"));
        await AnnounceAsync(fleet, secrets["HOOK_SECRET"]);
        await RunsAsync(engine, state, $"{shop}-app-1", "EDIT=two");
        await polled.PushAsync($"{wiki}/compose.yaml", Wiki(image, "two"));
        await RunsAsync(engine, state, $"{wiki}-app-1", "EDIT=two");
        await EndsAsync(state, shop, "update");

        // What says its secret aloud and never gets well is taken back, with its last words.
        await announced.PushAsync($"stacks/{shop}/compose.yaml", Shop(image, shop, "three", "echo my password is $$PASSWORD"));
        await AnnounceAsync(fleet, secrets["HOOK_SECRET"]);
        await Eventually.PassesAsync(async () => Assert.Contains(await HistoryAsync(state, shop), it => Kind(it) == ("rollback", "succeeded")), TimeSpan.FromMinutes(2));
        await RunsAsync(engine, state, $"{shop}-app-1", "EDIT=two");
        var failed = (await HistoryAsync(state, shop)).Single(it => Kind(it).State == "failed");
        var words = await SaidAsync(state, "stacks", "logs", shop, "--operation", (string)failed["id"]!);
        Assert.Contains("my password is …", words, StringComparison.Ordinal);

        await EndsAsync(state, wiki, "update");
        await SaidAsync(state, "stacks", "restart", wiki);
        Assert.Equal("operator", (string?)(await EndsAsync(state, wiki, "restart"))["actor"]);
        await SaidAsync(state, "stacks", "rollback", wiki);
        await RunsAsync(engine, state, $"{wiki}-app-1", "EDIT=one");
        await EndsAsync(state, wiki, "rollback");
        await SaidAsync(state, "stacks", "deploy", wiki);
        await RunsAsync(engine, state, $"{wiki}-app-1", "EDIT=two");

        var update = (await HistoryAsync(state, shop)).Single(it => Kind(it) == ("update", "succeeded"));
        Assert.Equal(pushed, (string?)update["commit"]);
        Assert.Contains((string)update["trace"]!, await SaidAsync(state, "history", $"{Key}container/{shop}-app-1", "-o", "json"), StringComparison.Ordinal);
        await TracedAsync(fleet, (string)update["trace"]!, shop);

        await CopiedAsync(state, shop);

        Assert.Contains(shop, await SaidAsync(state, "stacks", "order"), StringComparison.Ordinal);
        Assert.Contains(shop, await SaidAsync(state, "stacks", "get"), StringComparison.Ordinal);
        await SaidAsync(state, "stacks", "updates");
        var told = await SaidAsync(state, "stacks", "get", "-o", "json") + words + await SaidAsync(state, "stacks", "plan", shop, "-o", "json") + await SaidAsync(state, "stacks", "history", "-o", "json");
        var search = new SecretSearch(new Dictionary<string, string>(secrets) { ["WIKI_TOKEN"] = WikiToken });
        Assert.Empty(search.In(told));
        Assert.Empty((await Artefacts.OfAsync(fleet)).SelectMany(it => search.In(it.Bytes).Select(secret => $"{it.Name}: {secret}")));
    }

    static string Shop(string image, string name, string edit, string start) => $$"""
        services:
          app:
            image: {{image}}
            command: ["sh", "-c", "{{start}}; exec sleep 86400"]
            init: true
            stop_grace_period: 1s
            environment: {EDIT: {{edit}}, PASSWORD: "${SHOP_PASSWORD}"}
            volumes: ["data:/data"]
            healthcheck: {test: ["CMD", "test", "-e", "/ready"], interval: 1s, timeout: 20s, retries: 30}
            labels:
              traefik.enable: "true"
              traefik.http.routers.shop.rule: Host(`{{name}}.example.org`)
        volumes: {data: {} }
        """;

    static string Wiki(string image, string edit) => $$"""
        services:
          app:
            image: {{image}}
            command: [sleep, "86400"]
            init: true
            stop_grace_period: 1s
            environment: {EDIT: {{edit}}, TOKEN: "${TOKEN}" }
        """;

    /// <summary>A file of the tests of SOPS.</summary>
    static string Sops(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sops", name));

    static string LabOf(string state, Uri docker, GitRemote announced, GitRemote polled, string shop, string wiki)
    {
        var lab = LabDirectory.Create(state, docker);
        File.AppendAllText(Path.Combine(lab, "lab.yaml"), $$"""

              repositories:
                - {name: announced, url: "{{announced.Url}}", pollInterval: 1h, webhookSecret: {env: HOOK_SECRET} }
                - {name: polled, url: "{{polled.Url}}", pollInterval: 2s, ageKeys: [{env: WIKI_KEY}], deploy: {docker: docker-host, folders: ["{{wiki}}"]} }
            """);
        File.WriteAllText(Path.Combine(lab, "shop.yaml"), $$"""
            apiVersion: homelab/v1
            kind: Stack
            metadata: {name: {{shop}} }
            spec:
              repository: announced
              folder: stacks/{{shop}}
              docker: docker-host
              secrets: {SHOP_PASSWORD: {env: SHOP_PASSWORD} }
              healthyWithin: 20s
            """);
        File.WriteAllText(Path.Combine(lab, "backups.yaml"), $$"""
            apiVersion: homelab/v1
            kind: BackupPolicy
            metadata: {name: nightly}
            spec:
              repository: {{TestDirectory.OfThisProcess.Combine($"copies-{shop}")}}
              password: {env: BACKUP_PASSWORD}
              include: ["docker/docker-host/volume/{{shop}}_*", database/stacks-db]
            """);
        return lab;
    }

    static async Task AnnounceAsync(Fleet fleet, string secret)
    {
        const string push = """{"ref": "refs/heads/main"}""";
#pragma warning disable RS0030 // A test has no factory.
        using var http = new HttpClient { BaseAddress = fleet.Endpoint("inventory") };
#pragma warning restore RS0030
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/repositories/announced") { Content = new StringContent(push, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(push))));
        request.Headers.Add("X-GitHub-Delivery", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    static async Task RunsAsync(DockerClient engine, string state, string container, string variable)
    {
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    try
                    {
                        var found = await engine.Containers.InspectContainerAsync(container);
                        return found.State.Running && found.Config.Env.Contains(variable);
                    }
                    catch (DockerContainerNotFoundException)
                    {
                        return false;
                    }
                },
                $"{container} runs with {variable}", TimeSpan.FromMinutes(2), TimeSpan.FromMilliseconds(200));
        }
        catch (XunitException exception)
        {
            string[][] questions = [["stacks", "get"], ["get", "work"], ["get", "sources"], ["validate", Path.Combine(state, "lab")]];
            var answers = await Task.WhenAll(questions.Select(async it => (await CommandLine.RunAsync(state, it)).ToString()));
            Assert.Fail($"{exception.Message}\n{string.Join('\n', answers)}");
        }
    }

    /// <summary>What the stack keeps, and what is remembered of it, has a copy, and nobody is warned of it any more.</summary>
    static Task CopiedAsync(string state, string shop) => Eventually.PassesAsync(async () =>
    {
        var copies = JsonNode.Parse(await SaidAsync(state, "backups", "get", "-o", "json"))!.AsArray().OfType<JsonNode>().Where(it => it["lastCopy"] is not null);
        Assert.Equal(["nightly/database/stacks-db", $"nightly/{Key}volume/{shop}_data"], copies.Select(it => (string?)it["key"]));
        var known = JsonNode.Parse((await CommandLine.RunAsync(state, "unprotected", "-o", "json")).Out)!["things"]!.AsArray().OfType<JsonNode>();
        Assert.Contains("by policy nightly", known.Single(it => (string?)it["address"] == $"{Key}volume/{shop}_data")["by"]?.ToJsonString() ?? "", StringComparison.Ordinal);
    });

    /// <summary>From the commit to the calls at the engine, found by the operation's trace.</summary>
    static async Task TracedAsync(Fleet fleet, string trace, string stack)
    {
        using var traces = await RecordedTraces.LogInAsync(fleet.Dashboard);
        await Eventually.PassesAsync(async () =>
        {
            var story = (await traces.SearchAsync(stack)).Where(it => it.TraceId == trace).Select(it => it.Span).ToList();
            Assert.Contains("inventory: homelab.inventory.repository-revised.v1 publish", story);
            Assert.Contains("stacks: reconcile stack", story);
            Assert.Contains(story, it => it.StartsWith("stacks: POST", StringComparison.Ordinal));
        });
    }

    /// <summary>Returns a stack's latest operation once it is of this kind and has succeeded; until then another one is refused.</summary>
    static async Task<JsonNode> EndsAsync(string state, string stack, string kind)
    {
        IReadOnlyList<JsonNode> operations = [];
        await Eventually.PassesAsync(async () => Assert.Equal((kind, "succeeded"), Kind((operations = await HistoryAsync(state, stack))[0])));
        return operations[0];
    }

    static (string? Kind, string? State) Kind(JsonNode operation) => ((string?)operation["kind"], (string?)operation["state"]);

    static async Task<IReadOnlyList<JsonNode>> HistoryAsync(string state, string stack) =>
        [.. JsonNode.Parse(await SaidAsync(state, "stacks", "history", stack, "-o", "json"))!.AsArray().OfType<JsonNode>()];

    static async Task<string> SaidAsync(string state, params string[] arguments)
    {
        var answer = await CommandLine.RunAsync(state, arguments);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', arguments)}: {answer}");
        return answer.Out;
    }
}
