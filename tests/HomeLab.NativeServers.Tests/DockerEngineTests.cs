using System.Text.RegularExpressions;
using HomeLab.Testing;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.NativeServers.Tests;

public sealed partial class DockerEngineTests
{
    [RequiresFact(Requirement.PrivateDocker)]
    public async Task Runs_beside_another_with_images_and_a_network_of_its_own()
    {
        await using var first = await DockerEngine.StartAsync();
        await using var second = await DockerEngine.StartAsync();
        await TestImage.ImportAsync(first.Endpoint);

        await RunAsync(first, "run", "--detach", "--publish", "127.0.0.1::80", "--name", "web", TestImage.Name, "httpd", "-f", "-p", "80", "-h", "/bin");
        var port = (await RunAsync(first, "port", "web", "80/tcp")).Trim();

        using var http = new HttpClient(new SocketsHttpHandler());
        await Eventually.TrueAsync(() => AnswersAsync(http, $"http://{port}/sh"), "the published port answers");
        Assert.Empty(await RunAsync(second, "images", "--quiet"));
        Assert.NotEqual(await BridgeAsync(first), await BridgeAsync(second));
    }

    [RequiresFact(Requirement.PrivateDocker)]
    public async Task Leaves_nothing_behind_when_it_is_disposed()
    {
        await using var engine = await DockerEngine.StartAsync();
        await TestImage.ImportAsync(engine.Endpoint);
        await RunAsync(engine, "network", "create", "lab");
        await RunAsync(engine, "run", "--detach", "--network", "lab", "--restart", "always", TestImage.Name);
        var bridge = await BridgeAsync(engine);

        await engine.DisposeAsync();

        AssertGone(bridge);
    }

    [RequiresFact(Requirement.PrivateDocker)]
    public async Task Nothing_stays_behind_when_the_owner_is_killed()
    {
        using var owner = await Owner.StartAsync("docker");
        var tree = owner.Tree();
        var bridge = BridgeName().Match(tree.First(process => process.CommandLine.StartsWith("dockerd ", StringComparison.Ordinal)).CommandLine).Value;
        var engine = new Uri($"unix:///var/lib/homelab-docker/{bridge["hldocker".Length..]}/docker.sock");
        await TestImage.ImportAsync(engine);
        await RunAsync(engine, "run", "--detach", "--publish", "127.0.0.1::80", TestImage.Name);
        tree = owner.Tree();

        owner.KillItAlone();

        await owner.NothingStaysAsync(tree);
        AssertGone(bridge);
    }

    static void AssertGone(string bridge)
    {
        var number = bridge["hldocker".Length..];
        Assert.DoesNotContain(bridge, Directory.EnumerateDirectories("/sys/class/net").Select(Path.GetFileName));
        Assert.DoesNotContain("/homelab-docker/" + number, File.ReadAllText("/proc/self/mountinfo"));
        Assert.False(Directory.Exists("/var/lib/homelab-docker/" + number));
        Assert.Empty(Directory.EnumerateDirectories("/sys/fs/cgroup", "homelab-docker-" + number));
        Assert.Empty(Directory.EnumerateDirectories("/sys/fs/cgroup")
            .Select(hierarchy => Path.Combine(hierarchy, "homelab-docker-" + number))
            .Where(Directory.Exists));
    }

    static async Task<bool> AnswersAsync(HttpClient http, string address)
    {
        try
        {
            using var response = await http.GetAsync(address);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static async Task<string> BridgeAsync(DockerEngine engine) =>
        BridgeName().Match(await RunAsync(engine, "network", "inspect", "bridge")).Value;

    static Task<string> RunAsync(DockerEngine engine, params string[] arguments) => RunAsync(engine.Endpoint, arguments);

    static Task<string> RunAsync(Uri engine, params string[] arguments) =>
        new Command("docker", ["--host", engine.OriginalString, .. arguments]).RunAsync(CancellationToken.None);

    [GeneratedRegex("hldocker[0-9]+")]
    private static partial Regex BridgeName();
}
