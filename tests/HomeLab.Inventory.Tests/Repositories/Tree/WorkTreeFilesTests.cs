using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab.Files;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Tree;

public sealed class WorkTreeFilesTests : IDisposable
{
    readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Reads_texts_and_leaves_the_rest()
    {
        directory.Write("a/compose.yaml", "services: {}");
        directory.Write("a/.env", "A=1");
        directory.Write(".git/config", "x");
        directory.Write("a/picture.png", "x");
        directory.Write("a/zeros.dat", "a\0b");

        var tree = WorkTreeFiles.Read(directory.Path, new RepositoryLimits());

        Assert.Equal(
            [("a/.env", "A=1"), ("a/compose.yaml", "services: {}"), ("a/picture.png", null), ("a/zeros.dat", null)], tree.Files.Select(it => (it.Path, it.Text)));
        Assert.Equal(["a/.env", "a/compose.yaml", "a/picture.png", "a/zeros.dat"], tree.Below(""));
        Assert.True(tree.HasDirectory("a"));
    }

    [Fact]
    public void Follows_no_link_and_reads_nothing_beyond_its_bounds()
    {
        directory.Write("large.yaml", new string('a', 200));
        File.WriteAllBytes(Path.Combine(directory.Path, "latin.yaml"), [0x61, 0xE4]);
        File.CreateSymbolicLink(Path.Combine(directory.Path, "link.yaml"), "/etc/passwd");
        Directory.CreateSymbolicLink(Path.Combine(directory.Path, "etc"), "/etc");

        var tree = WorkTreeFiles.Read(directory.Path, new RepositoryLimits(MaxFileBytes: 100));

        Assert.Equal(
            [("etc", "SymbolicLink"), ("large.yaml", "TooLarge"), ("latin.yaml", "NotUtf8"), ("link.yaml", "SymbolicLink")],
            tree.Files.Select(it => (it.Path, it.Problem?.Code)));
        Assert.All(tree.Files, it => Assert.Null(it.Text));
    }

    [Fact]
    public void Refuses_a_repository_that_is_not_there_or_without_end()
    {
        directory.Write("a.yaml", "a: 1");
        directory.Write("b.yaml", "a: 1");

        Assert.Equal("TooManyFiles", Assert.Throws<LabUnreadableException>(() => WorkTreeFiles.Read(directory.Path, new RepositoryLimits(MaxFiles: 1))).Code);
        Assert.Equal("DirectoryMissing", Assert.Throws<LabUnreadableException>(() => WorkTreeFiles.Read(directory.Path + "/gone", new RepositoryLimits())).Code);
    }
}
