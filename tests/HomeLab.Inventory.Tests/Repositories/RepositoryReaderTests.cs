using System.Text;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories;

/// <summary>Each case is a whole repository, in the shape of a kind of lab, and what is read of it.</summary>
public sealed class RepositoryReaderTests
{
    const string Marks = "{[}]:*&!|>'\"%@`$#-?,\n\t\0é\uD800";

    public static TheoryData<string> Cases => CaseFolders.Beside();

    [Theory]
    [Proves("S1-9")]
    [MemberData(nameof(Cases))]
    public void Reads_a_repository_as_the_case_says(string sentence)
    {
        var folder = CaseFolders.PathOf(sentence);
        var tree = WorkTreeFiles.Read(Path.Combine(folder, "repository"), new RepositoryLimits());

        var reading = RepositoryReader.Read(tree, TestTree.Revision, new RepositoryOptions("home", [], ["https://git.example.org/home/lab"], "main"));

        Assert.All(reading.Objects, it => Assert.Equal(TestTree.Revision, it.Commit));
        Assert.DoesNotContain("canary", TestTree.Everything(reading), StringComparison.Ordinal);
        CaseFolders.Expect(folder, Describe(reading));
    }

    [Fact]
    public void Gives_the_same_reading_of_the_same_files_in_any_order()
    {
        var files = Directory.GetDirectories(Path.GetDirectoryName(CaseFolders.PathOf("x"))!)
            .SelectMany(it => WorkTreeFiles.Read(Path.Combine(it, "repository"), new RepositoryLimits()).Files.Select(file => file with { Path = $"{Path.GetFileName(it)}/{file.Path}" })).ToList();

        var readings = new[] { files, [.. files.AsEnumerable().Reverse()], [.. files.OrderBy(it => it.Path.Length)] }
            .Select(it => Describe(RepositoryReader.Read(new RepositoryTree(it), "", RepositoryOptions.Named("home")))).Distinct();

        Assert.Single(readings);
    }

    /// <remarks>Bytes of every sort in every format; what is read of them matters less than that reading ends.</remarks>
    [Fact]
    public void Ends_whatever_it_is_given()
    {
        var random = new Random(4711);
        var sources = Directory.GetDirectories(Path.GetDirectoryName(CaseFolders.PathOf("x"))!)
            .SelectMany(it => WorkTreeFiles.Read(Path.Combine(it, "repository"), new RepositoryLimits()).Files).Where(it => it.Text is not null).ToList();
        for (var round = 0; round < 30; round++)
        {
            var files = sources.Select(it => it with { Text = Broken(it.Text!, random) }).DistinctBy(it => it.Path);

            var reading = RepositoryReader.Read(new RepositoryTree(files), "", RepositoryOptions.Named("home"), new RepositoryLimits(MaxNodes: 20_000, MaxRenders: 200));

            Assert.All(reading.Problems, it => Assert.NotEmpty(it.Code));
        }
    }

    static string Broken(string text, Random random)
    {
        var broken = new StringBuilder(text);
        for (var i = 0; i < 4 && broken.Length > 0; i++)
        {
            var at = random.Next(broken.Length);
            switch (random.Next(4))
            {
                case 0:
                    broken.Remove(at, Math.Min(random.Next(1, 20), broken.Length - at));
                    break;
                case 1:
                    broken.Insert(at, Marks[random.Next(Marks.Length)]);
                    break;
                case 2:
                    broken.Insert(at, broken.ToString(at, Math.Min(40, broken.Length - at)));
                    break;
                default:
                    broken[at] = (char)random.Next(1, 0x250);
                    break;
            }
        }
        return broken.ToString();
    }

    static string Describe(RepositoryReading reading)
    {
        var text = new StringBuilder();
        text.AppendLine("# objects");
        foreach (var it in reading.Objects)
            text.AppendLine($"{Short(it.Address)} [{it.Reach}{(it.Namespace.Length > 0 ? $" in {it.Namespace}" : "")}{(it.Owner.Length > 0 ? $" by {Short(it.Owner)}" : "")}] {it.At}");
        text.AppendLine("# hosts");
        foreach (var it in reading.Hosts)
            text.AppendLine($"{it.Host} {Short(it.Object)} {it.Rule} {it.At}");
        text.AppendLine("# dependencies");
        foreach (var it in reading.Dependencies.Where(it => it.Rule is not ("deploys" or "compose.service" or "compose.project")))
            text.AppendLine($"{Short(it.From)} {it.Rule} {Short(it.To)}");
        text.AppendLine("# unresolved");
        foreach (var it in reading.Unresolved)
            text.AppendLine($"{it.Code} {it.Subject} {it.At}");
        text.AppendLine("# problems");
        foreach (var it in reading.Problems)
            text.AppendLine(it.ToString());
        return text.ToString();
    }

    static string Short(string address) => address["repository/home/".Length..];
}
