using System.Text.Json;
using HomeLab.Contracts.Grpc.Control;

namespace HomeLab.Cli.Tests.Commands;

/// <summary>However large and however many-sided a plan is, a terminal of 24 lines and 100 columns holds all of what is said of it.</summary>
public sealed class PlanScreenTests(FakeFleet fleet) : IClassFixture<FakeFleet>
{
    const int Lines = 24;
    const int Columns = 100;
    static readonly string[] Modes = ["approve", "auto", "dryRun"];

    [Theory]
    [InlineData(1, 1, 0, 0, 0)]
    [InlineData(8000, 1, 1, 0, 0)]
    [InlineData(8000, 40, 9, 2000, 30)]
    [InlineData(9, 9, 1, 9, 9)]
    [InlineData(0, 0, 1, 9000, 12)]
    [InlineData(20_000, 3, 3, 0, 0)]
    public async Task A_plan_fits_one_screen_and_says_how_to_decide(int changes, int sorts, int reasons, int withheld, int codes)
    {
        var key = $"zone{changes}-{withheld}.example";
        fleet.DnsControl.Propose(key, Plan(changes, sorts, withheld, codes), Enumerable.Range(0, reasons).Select(i => new ProposalReason
        {
            Code = $"Code{i}", Message = string.Join(' ', Enumerable.Repeat($"A reason of many words, the {i}th of its kind.", 8)),
        }));

        var screen = await Transcript.OfAsync(fleet, $"plan {key}", Columns);

        var lines = screen.Out.TrimEnd('\n').Split('\n');
        Assert.True(lines.Length <= Lines, $"{lines.Length} lines:\n{screen.Out}");
        Assert.All(lines, line => Assert.InRange(line.Length, 0, Columns));
        Assert.Contains(lines, line => line.StartsWith($"Approve     homelab approve zone/{key} --hash ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("expires in 24h", StringComparison.Ordinal));
        Assert.Equal(5, screen.ExitCode);
    }

    static string Plan(int changes, int sorts, int withheld, int codes) => JsonSerializer.Serialize(new
    {
        summary = $"0 to create, 0 to update, {changes} to delete",
        changes = Enumerable.Range(0, Math.Min(changes, 8500)).Select(i => new
        {
            change = $"delete a-name-of-many-letters-{i}.large.example TXT {new string('x', 200)}", apply = Modes[i % sorts % Modes.Length],
            because = new[] { $"ReasonNumber{i % sorts}", "AnotherReason" },
            steps = new[] { new { action = "delete", by = $"docker/a-host-with-a-long-name-{i % sorts}/some/container#router" } },
        }),
        omitted = Math.Max(0, changes - 8500),
        withheld = Enumerable.Range(0, Math.Min(withheld, 2000)).Select(i => new
        {
            change = $"delete a-name-of-many-letters-{i}.large.example TXT {new string('y', 200)}", code = $"Withheld{i % codes}",
            reason = string.Join(' ', Enumerable.Repeat("It is kept for a reason of many words.", 8)), isUnmet = false,
        }),
        omittedWithheld = Math.Max(0, withheld - 2000),
    });
}
