using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Lab.Files;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Git;

public sealed class RepositoryMirrorTests : IDisposable
{
    readonly TemporaryDirectory remote = new();
    readonly TemporaryDirectory own = new();

    public void Dispose()
    {
        remote.Dispose();
        own.Dispose();
    }

    [Fact]
    public async Task Reads_the_files_of_each_commit_without_a_working_tree()
    {
        var repository = await TestRepository.InitAsync(remote.Path);
        remote.Write("a/compose.yaml", "services: {}");
        remote.Write("a/ümlaut.yaml", "a: 1");
        remote.Write("picture.png", "x");
        File.CreateSymbolicLink(Path.Combine(remote.Path, "link.yaml"), "/etc/passwd");
        var first = await repository.CommitAsync();
        var mirror = Mirror();

        Assert.Equal(first, await mirror.FetchAsync(CancellationToken.None));
        var tree = await mirror.History.ReadAsync(first, new RepositoryLimits(), CancellationToken.None);

        Assert.Equal(
            [("a/compose.yaml", "services: {}", null), ("a/ümlaut.yaml", "a: 1", null), ("link.yaml", null, "SymbolicLink"), ("picture.png", null, null)],
            tree.Files.Select(it => (it.Path, it.Text, it.Problem?.Code)));
        Assert.Empty(Directory.GetFiles(own.Path, "*.yaml", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Tells_what_changed_and_whether_history_goes_on()
    {
        var repository = await TestRepository.InitAsync(remote.Path);
        remote.Write("a.yaml", "a: 1");
        var first = await repository.CommitAsync();
        var mirror = Mirror();
        await mirror.FetchAsync(CancellationToken.None);
        remote.Write("b.yaml", "b: 1");
        var second = await repository.CommitAsync();

        Assert.Equal(second, await mirror.FetchAsync(CancellationToken.None));
        Assert.Equal(["b.yaml"], await mirror.History.ChangedAsync(first, second, CancellationToken.None));
        Assert.True(await mirror.History.DescendsAsync(second, first, CancellationToken.None));

        // Somebody rewinds the branch and goes another way.
        await repository.RunAsync("reset", "--quiet", "--hard", first);
        remote.Write("c.yaml", "c: 1");
        var other = await repository.CommitAsync();
        Assert.Equal(other, await mirror.FetchAsync(CancellationToken.None));
        Assert.False(await mirror.History.DescendsAsync(other, second, CancellationToken.None));
    }

    [Fact]
    public async Task Says_why_it_cannot_be_fetched()
    {
        var repository = await TestRepository.InitAsync(remote.Path);
        remote.Write("a.yaml", "a: 1");
        await repository.CommitAsync();

        Assert.Equal("BranchMissing", await CodeOf(new RepositoryMirror(own.Path, remote.Path, "gone", null)));
        Assert.Equal("RepositoryMissing", await CodeOf(new RepositoryMirror(own.Path, remote.Path + "/gone", "main", null)));
        Assert.Equal("WrongForm", await CodeOf(new RepositoryMirror(own.Path, "--upload-pack=touch /tmp/x", "main", null)));
        Assert.Equal("WrongForm", await CodeOf(new RepositoryMirror(own.Path, "ext::sh -c 'touch /tmp/x'", "main", null)));
        Assert.Equal("WrongForm", await CodeOf(new RepositoryMirror(own.Path, remote.Path, "--all", null)));
    }

    [Fact]
    public async Task Refuses_a_commit_that_is_not_whole_or_without_end()
    {
        var repository = await TestRepository.InitAsync(remote.Path);
        remote.Write("a.yaml", "a: 1");
        remote.Write("b.yaml", "a: 1");
        var commit = await repository.CommitAsync();
        var mirror = Mirror();
        await mirror.FetchAsync(CancellationToken.None);

        Assert.Equal("TooManyFiles", (await Assert.ThrowsAsync<LabUnreadableException>(() => mirror.History.ReadAsync(commit, new RepositoryLimits(MaxFiles: 1), CancellationToken.None))).Code);
        Assert.Equal("ReadFailed", (await Assert.ThrowsAsync<LabUnreadableException>(() => mirror.History.ReadAsync(TestTree.Revision, new RepositoryLimits(), CancellationToken.None))).Code);
    }

    RepositoryMirror Mirror() => new(own.Path, remote.Path, "main", null);

    static async Task<string> CodeOf(RepositoryMirror mirror) =>
        (await Assert.ThrowsAsync<LabUnreadableException>(() => mirror.FetchAsync(CancellationToken.None))).Code;
}
