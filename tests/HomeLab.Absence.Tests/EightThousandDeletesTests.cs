using System.Diagnostics;
using HomeLab.Testing;
using HomeLab.Testing.Requirements;
using Xunit.Abstractions;

namespace HomeLab.Absence.Tests;

/// <summary>Eight thousand records lose their documents at once; a person is asked, and can see at a glance what about.</summary>
public sealed class EightThousandDeletesTests(ITestOutputHelper output)
{
    const int Files = 8;
    const int InFile = 1000;
    const int Lines = 24;
    const int Columns = 100;

    [RequiresFact(Requirement.PostgreSql, Requirement.RabbitMq)]
    public async Task They_wait_are_explained_on_one_screen_and_go_only_by_the_hash_that_waits()
    {
        using var lab = new TestLab();
        for (var file = 0; file < Files; file++)
        {
            lab.Write($"many/part{file}.yaml", string.Join("\n---\n", Enumerable.Range(file * InFile, InFile).Select(i => $$"""
                apiVersion: homelab/v1
                kind: DnsRecord
                metadata: {name: many{{i}}}
                spec: {name: many{{i}}.{{TwoServices.Zone}}, type: A, content: 192.0.2.{{i % 250}}}
                """)));
        }
        await using var services = await TwoServices.StartAsync(lab.Path);
        var all = (Files * InFile) + 4;
        await services.LookUntilAsync(it => it is { Outcome: "Converged" } && it.Records.Count(r => r.IsOwned) == all, "all records are made");

        Directory.Move(Path.Combine(lab.Path, "many"), lab.Beside("many"));
        await services.LookUntilAsync(it => it is { Outcome: "Proposed", ReasonCode: "PlainDirectory" }, "their removal is proposed");
        var plan = await CommandAsync(services, "plan", TwoServices.Zone);
        output.WriteLine(plan.Out);
        var lines = plan.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(5, plan.ExitCode);
        Assert.True(lines.Length <= Lines && lines.All(line => line.Length <= Columns), "It is more than one screen.");
        Assert.Contains("8000 to delete", plan.Out, StringComparison.Ordinal);
        Assert.Contains("PlainDirectory", plan.Out, StringComparison.Ordinal);
        Assert.Contains("expires in ", plan.Out, StringComparison.Ordinal);
        var approve = lines.Single(line => line.StartsWith("Approve ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..];

        // The world moves: one document more is wanted, and another one goes.
        File.Delete(Path.Combine(lab.Path, "dns/doc1.yaml"));
        await services.UntilAsync(it => it.Documents.Count(d => d.IsAbsent) == (Files * InFile) + 1, "one more document is gone");
        await services.ProposedAsync(it => it.Deletes == (Files * InFile) + 1, "one delete more is proposed");
        var outdated = await CommandAsync(services, approve);
        output.WriteLine($"$ homelab {string.Join(' ', approve)}\n{outdated.Error}");
        Assert.Equal(1, outdated.ExitCode);
        Assert.Contains($"no longer {approve[^1]}", outdated.Error, StringComparison.Ordinal);
        Assert.Equal(0, services.Deletes);

        // Back again, and nothing is left to decide.
        Directory.Move(lab.Beside("many"), Path.Combine(lab.Path, "many"));
        lab.Write("dns/doc1.yaml", TestLab.Record(1));
        await services.LookUntilAsync(it => it is { Outcome: "Converged" }, "what is wanted again is no longer proposed");
        Assert.Equal(1, (await CommandAsync(services, approve)).ExitCode);
        Assert.Equal(0, services.Deletes);
    }

    static async Task<(int ExitCode, string Out, string Error)> CommandAsync(TwoServices services, params IReadOnlyList<string> arguments)
    {
        // Beside this test's output lies its own: artifacts/bin/<project>/<configuration>.
        var place = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(place.Parent!.Parent!.FullName, "homelab", place.Name, "homelab.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments, "--dns", services.DnsAddress])
        {
            Environment = { ["HOMELAB_TOKEN"] = ServiceProcess.Token("operator"), ["COLUMNS"] = $"{Columns}" },
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text, await error);
    }
}
