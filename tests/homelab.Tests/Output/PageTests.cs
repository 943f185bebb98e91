namespace HomeLab.Cli.Tests.Output;

public sealed class PageTests(FakeFleet fleet) : IClassFixture<FakeFleet>
{
    [Fact]
    public async Task Colours_where_there_is_a_terminal_and_nowhere_else()
    {
        var coloured = await Transcript.OfAsync(fleet, "get sources", hasColour: true);
        var plain = await Transcript.OfAsync(fleet, "get sources");

        Assert.Contains("\e[31mConnectionRefused\e[0m", coloured.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", plain.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task Tables_stay_within_the_terminal(int width)
    {
        foreach (var command in new[] { "get sources", "get resources", "get documents", "get records", "get work", "get proposals", "plan", "history" })
        {
            var transcript = await Transcript.OfAsync(fleet, command, width);

            Assert.All(transcript.Out.Split('\n'), line => Assert.True(line.Length <= width, $"{command}: {line}"));
        }
    }

    [Fact]
    public async Task A_plan_of_8000_deletes_stays_within_one_screen()
    {
        var transcript = await Transcript.OfAsync(fleet, "plan large.example", width: 100);

        Assert.InRange(transcript.Out.Split('\n').Length, 10, 40);
    }

    [Fact]
    public async Task All_of_a_plan_is_a_line_a_change()
    {
        var transcript = await Transcript.OfAsync(fleet, "plan large.example --all");

        Assert.Equal(8000, transcript.Out.Split('\n').Count(line => line.StartsWith("  delete  ", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Differs, transcript.ExitCode);
    }
}
