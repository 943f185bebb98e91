using System.Text.Json;
using HomeLab.Testing;

namespace HomeLab.Cli.Tests.Commands;

public sealed class ValidateCommandTests : IDisposable
{
    const string Lab = """
        apiVersion: homelab/v1
        kind: Lab
        metadata: {name: attic}
        spec: {cloudflare: {token: {env: CLOUDFLARE_TOKEN}, zones: [example.org]}}
        """;

    readonly TemporaryDirectory lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task Says_that_all_is_right()
    {
        lab.Write("lab.yaml", Lab);

        var transcript = await Transcript.OfAsync($"validate {lab.Path}");

        Assert.Equal("All right: 1 document (1 Lab).\n-- exit code 0\n", transcript.ToString());
    }

    [Fact]
    public async Task Gives_each_mistake_its_place_and_what_would_be_right()
    {
        lab.Write("lab.yaml", Lab);
        lab.Write("dns/www.yaml", """
            apiVersion: homelab/v1
            kind: DnsRecord
            metadata: {name: www}
            spec: {type: A, name: www.example.org, content: 192.0.2.256, proxyed: true}
            """);
        lab.Write("dns/broken.yaml", "kind: [");

        var transcript = await Transcript.OfAsync($"validate {lab.Path}");

        Assert.Equal(ExitCode.Failed, transcript.ExitCode);
        Assert.Contains($"{lab.Path}/dns/www.yaml:4:62: spec.proxyed: `proxyed` is no field here (did you mean `proxied`?)", transcript.Out, StringComparison.Ordinal);
        Assert.Contains($"{lab.Path}/dns/broken.yaml:", transcript.Out, StringComparison.Ordinal);
        Assert.Equal("homelab: 2 mistakes in 2 of 3 documents.\n", transcript.Error);
    }

    [Fact]
    public async Task Is_JSON_for_scripts()
    {
        lab.Write("lab.yaml", Lab.Replace("example.org", "not a zone", StringComparison.Ordinal));

        var transcript = await Transcript.OfAsync($"validate {lab.Path} -o json");

        using var json = JsonDocument.Parse(transcript.Out);
        Assert.False(json.RootElement.GetProperty("isValid").GetBoolean());
        var problem = Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray());
        Assert.Equal(("spec.cloudflare.zones[0]", 4), (problem.GetProperty("path").GetString(), problem.GetProperty("line").GetInt32()));
        Assert.Equal(ExitCode.Failed, transcript.ExitCode);
    }

    [Fact]
    public async Task Says_that_a_directory_holds_no_lab()
    {
        var transcript = await Transcript.OfAsync($"validate {lab.Path}");

        Assert.Equal(ExitCode.Failed, transcript.ExitCode);
        Assert.Equal($"homelab: {lab.Path} holds no lab.yaml (LabFileMissing)\n", transcript.Error);
    }

    [Fact]
    public async Task Refuses_a_directory_that_is_not_there() =>
        Assert.Equal(ExitCode.Usage, (await Transcript.OfAsync($"validate {lab.Path}/nowhere")).ExitCode);

    [Fact]
    public async Task The_demo_lab_is_right()
    {
        var transcript = await Transcript.OfAsync($"validate {Path.Combine(RepositoryRoot.Path, "deploy/labs/demo")}");

        Assert.Equal((ExitCode.Ok, ""), (transcript.ExitCode, transcript.Error));
    }
}
