using System.CommandLine;
using System.Globalization;
using HomeLab.Testing;

namespace HomeLab.Cli.Tests;

/// <summary>What each command prints of one fleet that stands still, and its exit code.</summary>
public sealed class CommandLineTests(FakeFleet fleet) : IClassFixture<FakeFleet>
{
    public static TheoryData<string> Cases => CaseFolders.Beside();

    /// <summary>A case is <c>command.txt</c>: the command, and in a second line perhaps the terminal's columns.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Prints_as_the_case_says(string sentence)
    {
        var folder = CaseFolders.PathOf(sentence);
        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "command.txt"));
        int? width = lines.Length > 1 ? int.Parse(lines[1], CultureInfo.InvariantCulture) : null;

        var transcript = await Transcript.OfAsync(fleet, lines[0], width);

        CaseFolders.Expect(folder, $"$ homelab {lines[0]}\n{transcript}".Replace(fleet.Dns, "http://dns", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explains_every_command_without_a_fleet()
    {
        var root = CommandLine.Create(new Shell(TextWriter.Null, TextWriter.Null, null, false, _ => null, "/", TimeProvider.System));
        foreach (var path in PathsOf(root, ""))
        {
            var transcript = await Transcript.OfAsync($"{path} --help");
            Assert.StartsWith("Description:", transcript.Out, StringComparison.Ordinal);
            Assert.Equal("", transcript.Error);
            Assert.Equal(0, transcript.ExitCode);
        }
    }

    static IEnumerable<string> PathsOf(Command command, string path) =>
        command.Subcommands.SelectMany(it => PathsOf(it, $"{path} {it.Name}")).Prepend(path);
}
