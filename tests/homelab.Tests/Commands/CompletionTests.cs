namespace HomeLab.Cli.Tests.Commands;

public sealed class CompletionTests(FakeFleet fleet) : IClassFixture<FakeFleet>
{
    [Theory]
    [InlineData("bash", "complete -o default -F _homelab homelab")]
    [InlineData("zsh", "compdef _homelab homelab")]
    [InlineData("fish", "complete -c homelab")]
    public async Task Prints_the_script_of_a_shell(string shell, string line)
    {
        var transcript = await Transcript.OfAsync($"completion {shell}");

        Assert.Equal(ExitCode.Ok, transcript.ExitCode);
        Assert.Contains(line, transcript.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completes_commands_and_options()
    {
        Assert.Contains("sources", await WordsAsync("get so"));
        Assert.Contains("--incomplete", await WordsAsync("get sources --in"));
        Assert.Contains("json", await WordsAsync("get sources -o "));
    }

    [Fact]
    public async Task Completes_what_the_fleet_knows()
    {
        Assert.Contains("zone/example.org", await WordsAsync($"--inventory {fleet.Inventory} --dns {fleet.Dns} plan "));
        Assert.Contains("photos.example.org", await WordsAsync($"--inventory {fleet.Inventory} --dns {fleet.Dns} describe ph"));
        Assert.Contains("5b0c", await WordsAsync($"--inventory {fleet.Inventory} --dns {fleet.Dns} errors show "));
    }

    [Fact]
    public async Task Offers_nothing_and_says_nothing_where_no_fleet_answers()
    {
        var transcript = await Transcript.OfAsync("[suggest:13] \"homelab plan \"", new Dictionary<string, string> { ["HOMELAB_STATE"] = "/nonexistent" });

        Assert.DoesNotContain("zone", transcript.Out, StringComparison.Ordinal);
        Assert.Equal("", transcript.Error);
    }

    static async Task<string[]> WordsAsync(string line)
    {
        // A shell names the program first, which a test's process is not.
        var transcript = await Transcript.OfAsync(
            $"[suggest:{line.Length}] \"{line}\"", new Dictionary<string, string> { ["HOMELAB_TOKEN"] = FakeFleet.Token });
        Assert.Equal((0, ""), (transcript.ExitCode, transcript.Error));
        return transcript.Out.Split('\n');
    }
}
