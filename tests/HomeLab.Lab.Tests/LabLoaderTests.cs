using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HomeLab.Testing;
using HomeLab.Lab.Files;
using HomeLab.Lab.Yaml;

namespace HomeLab.Lab.Tests;

public class LabLoaderTests
{
    const string Minimal = "apiVersion: homelab/v1\nkind: Lab\nmetadata: {name: test}\nspec: {}\n";

    static readonly YamlLimits Limits = new();

    public static TheoryData<string> Cases => CaseFolders.Beside();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Reads_a_directory_as_the_case_says(string sentence)
    {
        var folder = CaseFolders.PathOf(sentence);
        var files = LabFiles.Read(Path.Combine(folder, "lab"), 1 << 20);

        var reading = LabLoader.Load(files, Limits, lastZones: null);

        var text = new StringBuilder();
        foreach (var document in reading.Documents)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{document.Address} ({document.File}:{document.Line})");
            if (document.SpecJson is not null)
                text.AppendLine($"  {document.SpecJson}");
            foreach (var problem in document.Problems)
                text.AppendLine($"  {problem}");
        }
        CaseFolders.Expect(folder, text.ToString());
    }

    [Fact]
    public void Refuses_a_file_of_10_MB_and_reads_the_others()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("lab.yaml", Minimal);
        directory.Write("large.yaml", "apiVersion: homelab/v1\nkind: DnsRecord\n#" + new string('x', 10 << 20));

        var reading = LabLoader.Load(LabFiles.Read(directory.Path, 1 << 20), Limits, null);

        var problem = Assert.Single(Assert.Single(reading.Documents, it => it.Address == "file/large.yaml").Problems);
        Assert.Equal("TooLarge", problem.Code);
        Assert.Contains("1048576", problem.Message, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(reading.Documents, it => it.Kind == "Lab").SpecJson);
        Assert.Equal(["large.yaml"], reading.RefusedFiles);
    }

    [Fact]
    public void Refuses_a_YAML_bomb_at_once_and_reads_the_others()
    {
        var bomb = new StringBuilder("apiVersion: homelab/v1\nkind: DnsRecord\na: &a [x,x,x,x,x,x,x,x,x]\n");
        for (var c = 'b'; c <= 'z'; c++)
            bomb.Append(CultureInfo.InvariantCulture, $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 9))}]\n");

        var reading = LabLoader.Load([new("lab.yaml", Minimal, null), new("bomb.yaml", bomb.ToString(), null)], Limits, null);

        var problem = Assert.Single(Assert.Single(reading.Documents, it => it.Address == "file/bomb.yaml").Problems);
        Assert.Equal("TooLarge", problem.Code);
        Assert.NotNull(Assert.Single(reading.Documents, it => it.Kind == "Lab").SpecJson);
    }

    [Fact]
    public void Refuses_what_is_nested_too_deeply()
    {
        var reading = LabLoader.Load([new("lab.yaml", "a: " + new string('[', 100_000), null)], Limits, null);

        Assert.Equal("TooDeep", Assert.Single(Assert.Single(reading.Documents).Problems).Code);
    }

    [Fact]
    public void Refuses_an_alias_to_what_it_stands_in()
    {
        var reading = LabLoader.Load([new("lab.yaml", "apiVersion: homelab/v1\nspec: &a [*a]", null)], Limits, null);

        Assert.Equal("AliasRefused", Assert.Single(Assert.Single(reading.Documents).Problems).Code);
    }

    [Fact]
    public void Follows_no_link_out_of_the_directory()
    {
        using var directory = new TemporaryDirectory();
        using var outside = new TemporaryDirectory();
        directory.Write("lab.yaml", Minimal);
        File.CreateSymbolicLink(Path.Combine(directory.Path, "out.yaml"), outside.Write("secret.yaml", Minimal));
        Directory.CreateSymbolicLink(Path.Combine(directory.Path, "away"), outside.Path);
        Directory.CreateSymbolicLink(Path.Combine(directory.Path, ".hidden"), outside.Path);
        File.CreateSymbolicLink(Path.Combine(directory.Path, "twice.yaml"), ".hidden/secret.yaml");

        var files = LabFiles.Read(directory.Path, 1 << 20);

        Assert.Equal(["lab.yaml", "out.yaml", "twice.yaml"], files.Select(it => it.Path));
        Assert.All(files.Skip(1), it => Assert.Equal("OutsideRepository", it.Problem?.Code));
    }

    [Fact]
    public void Refuses_links_in_a_circle_alone()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("lab.yaml", Minimal);
        File.CreateSymbolicLink(Path.Combine(directory.Path, "one.yaml"), "two.yaml");
        File.CreateSymbolicLink(Path.Combine(directory.Path, "two.yaml"), "one.yaml");

        var files = LabFiles.Read(directory.Path, 1 << 20);

        Assert.Equal([null, "ReadFailed", "ReadFailed"], files.Select(it => it.Problem?.Code));
    }

    [Fact]
    public void Waits_for_no_writer_of_a_pipe()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("lab.yaml", Minimal);
        using var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(directory.Path, "pipe.yaml"));
        made.WaitForExit();

        Assert.Equal(["lab.yaml", "pipe.yaml"], LabFiles.Read(directory.Path, 1 << 20).Select(it => it.Path));
    }

    [Theory]
    [InlineData("a: 1\nb: [1, 2\nc: d\n", 2, "left open")]
    [InlineData("a:\n  b: 1\nc:\n\td: 1\n", 3, "tab")]
    public void Says_near_which_line_a_text_is_not_YAML(string text, int line, string message)
    {
        var reading = LabLoader.Load([new("lab.yaml", Minimal, null), new("broken.yaml", text, null)], Limits, null);

        var problem = Assert.Single(Assert.Single(reading.Documents, it => it.Address == "file/broken.yaml").Problems);
        Assert.Equal(("MalformedYaml", line), (problem.Code, problem.Line));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_one_thing_of_a_kind_that_is_yet_to_come_and_distrusts_no_file_for_it()
    {
        const string Machine = "apiVersion: homelab/v1\nkind: Machine\nmetadata: {name: x}\nspec: {cores: 2}\n";

        var reading = LabLoader.Load([new("lab.yaml", Minimal, null), new("x.yaml", Machine, null)], Limits, null);

        Assert.Equal("NotYet", Assert.Single(Assert.Single(reading.Documents, it => it.Address == "file/x.yaml").Problems).Code);
        Assert.Empty(reading.RefusedFiles);
    }

    [Fact]
    public void Takes_a_misspelled_version_for_ours()
    {
        const string Record = "apiVersion: homlab/v1\nkind: DnsRecord\nmetadata: {name: x}\nspec: {}\n";

        var reading = LabLoader.Load([new("lab.yaml", Minimal, null), new("x.yaml", Record, null)], Limits, null);

        Assert.Equal("expected `homelab/v1`", Assert.Single(Assert.Single(reading.Documents, it => it.Address == "DnsRecord/x").Problems).Message);
    }

    [Fact]
    public void Reads_a_mounted_configuration_whose_files_are_links_within_it()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("..2026_01/lab.yaml", Minimal);
        Directory.CreateSymbolicLink(Path.Combine(directory.Path, "..data"), "..2026_01");
        File.CreateSymbolicLink(Path.Combine(directory.Path, "lab.yaml"), "..data/lab.yaml");

        Assert.Equal(Minimal, Assert.Single(LabFiles.Read(directory.Path, 1 << 20)).Text);
    }

    [Fact]
    public void Says_that_a_directory_is_missing_or_holds_no_lab()
    {
        using var directory = new TemporaryDirectory();

        var missing = Assert.Throws<LabUnreadableException>(() => LabFiles.Read(directory.Path + "/not-there", 1 << 20));
        var empty = Assert.Throws<LabUnreadableException>(() => LabFiles.Read(directory.Path, 1 << 20));

        Assert.Equal(("DirectoryMissing", "LabFileMissing"), (missing.Code, empty.Code));
    }

    [Fact]
    public void Keeps_judging_records_by_the_last_zones_while_the_lab_is_wrong()
    {
        var record = "apiVersion: homelab/v1\nkind: DnsRecord\nmetadata: {name: www}\nspec: {name: www.example.net, type: A, content: 192.0.2.1}\n";

        var reading = LabLoader.Load([new("lab.yaml", "kind: Lab", null), new("www.yaml", record, null)], Limits, ["example.org"]);

        Assert.Equal("OutsideZones", Assert.Single(Assert.Single(reading.Documents, it => it.Kind == "DnsRecord").Problems).Code);
    }

    [Fact]
    public void Survives_any_text() => Prop.ForAll(
        Gen.Elements(
                "apiVersion: homelab/v1\n", "kind: Lab\n", "kind: DnsRecord\n", "metadata:\n", "  name: a\n", "spec:\n", "  ", "- ", "[", "]", "{", "}",
                ": ", "&a ", "*a", "!!binary ", "---\n", "...\n", "\n", "? ", "| \n", "> ", "'", "\"", "\t", "%YAML 9.9\n", "<<: *a\n", "\0", "\u2028", "é")
            .ListOf().Select(string.Concat).ToArbitrary(),
        text => LabLoader.Load([new("lab.yaml", text, null)], Limits, null) is not null).QuickCheckThrowOnFailure();
}
