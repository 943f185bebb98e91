using System.Text.Json;
using System.Text.Json.Nodes;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using HomeLab.Testing.Servers;

namespace HomeLab.Fleet.Tests;

/// <summary>The command line as an operator calls it: a process of its own that has to find the fleet first.</summary>
public sealed class CommandLineTests
{
    const string Document = """
        apiVersion: homelab/v1
        kind: DnsRecord
        metadata: {name: printer}
        spec: {type: A, name: printer.example.org, content: 192.0.2.77}
        """;

    [RequiresFact(Requirement.RabbitMq, Requirement.PostgreSql)]
    public async Task The_command_line_finds_the_fleet_and_tells_what_it_did()
    {
        var state = TestDirectory.OfThisProcess.Create("fleet");
        var lab = LabDirectory.Create(state, new Uri("unix:///nonexistent/docker.sock"));
        var document = Path.Combine(lab, "printer.yaml");
        await File.WriteAllTextAsync(document, Document);
        Assert.Equal(3, (await CommandLine.RunAsync(state, "get", "sources")).ExitCode);

        await using var fleet = await Fleet.StartAsync(state, lab);
        await Eventually.TrueAsync(async () => await fleet.Zone.RecordAsync("printer.example.org") is not null, "the record appears");

        JsonNode sources = new JsonArray();
        await Eventually.PassesAsync(async () =>
        {
            // Inventory asks Dns for the zone, and may have done so before there was an answer.
            sources = await JsonAsync(state, 0, "get", "sources");
            Assert.Equal(
                ["backups true ", "cloudflare/example.org true ", "cloudflare/example.org/tunnels true ", "docker/docker-host false SocketMissing", "lab true "],
                sources.AsArray().Select(it => $"{it!["name"]} {it["complete"]} {it["reasonCode"]}"));
        });
        await Eventually.TrueAsync(
            async () => (await CommandLine.RunAsync(state, "plan", "example.org")) is { ExitCode: 0 }, "nothing is left to do, and `plan` says so");
        var plan = await JsonAsync(state, 0, "plan", "zone/example.org");
        Assert.Equal(("dns", false), ((string?)plan["service"], (bool)plan["differs"]!));

        var change = Assert.Single((await JsonAsync(state, 0, "history", "printer.example.org")).AsArray())!;
        Assert.Equal(("create", "Applied", 32), ((string?)change["action"], (string?)change["result"], ((string?)change["traceId"])!.Length));
        var proofs = await JsonAsync(state, 0, "history", "--verify");
        Assert.All(proofs.AsArray(), it => Assert.True((bool)it!["isWhole"]!));
        var record = await CommandLine.RunAsync(state, "describe", "printer.example.org");
        Assert.Contains("Wanted by   DnsRecord/printer", record.Out, StringComparison.Ordinal);

        Assert.Equal(0, (await CommandLine.RunAsync(state, "reconcile", "example.org")).ExitCode);
        Assert.Equal(0, (await CommandLine.RunAsync(state, "errors", "list")).ExitCode);
        Assert.Equal(4, (await CommandLine.RunAsync(state, "describe", "nobody.example.org")).ExitCode);
        Assert.Equal(2, (await CommandLine.RunAsync(state, "get", "nonsense")).ExitCode);

        Assert.Equal(0, (await CommandLine.RunAsync(state, "validate", lab)).ExitCode);
        await File.WriteAllTextAsync(document, Document.Replace("content:", "contnt:", StringComparison.Ordinal));
        var wrong = await CommandLine.RunAsync(state, "validate", lab);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains($"{document}:4:", wrong.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(fleet.OperatorSecret, string.Concat(record.Out, wrong.Out, sources.ToJsonString()), StringComparison.Ordinal);
    }

    static async Task<JsonNode> JsonAsync(string state, int exitCode, params string[] arguments)
    {
        var answer = await CommandLine.RunAsync(state, [.. arguments, "-o", "json"]);
        Assert.True(answer.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {answer}");
        return JsonNode.Parse(answer.Out) ?? throw new JsonException("It printed null.");
    }
}
