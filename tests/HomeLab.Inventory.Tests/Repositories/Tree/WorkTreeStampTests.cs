using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Tree;

public sealed class WorkTreeStampTests : IDisposable
{
    static readonly DateTime Long = new(2025, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    readonly TemporaryDirectory directory = new();

    string? Stamp => WorkTreeStamp.Of(directory.Path, TimeProvider.System.GetUtcNow());

    public void Dispose() => directory.Dispose();

    [Fact]
    public void It_stays_as_long_as_nobody_touches_a_file()
    {
        Write("web/compose.yaml", "one");

        var before = Stamp;

        Assert.NotNull(before);
        Assert.Equal(before, Stamp);
    }

    [Fact]
    public void What_was_written_a_moment_ago_has_none()
    {
        Write("web/compose.yaml", "one");
        directory.Write("web/.env", "A=1");

        Assert.Null(Stamp);
    }

    [Theory]
    [InlineData("edit")]
    [InlineData("edit to the same length")]
    [InlineData("add")]
    [InlineData("delete")]
    [InlineData("rename")]
    [InlineData("replace by a link")]
    [InlineData("make a directory")]
    public void Another_file_has_another(string change)
    {
        Write("web/compose.yaml", "one");
        Write("web/deep/er/page.html", "page");
        var before = Stamp;

        switch (change)
        {
            case "edit":
                Write("web/deep/er/page.html", "another page");
                break;
            case "edit to the same length":
                directory.Write("web/deep/er/page.html", "PAGE");
                File.SetLastWriteTimeUtc(directory.Combine("web/deep/er/page.html"), Long.AddMilliseconds(1));
                break;
            case "add":
                Write("web/deep/new", "");
                break;
            case "delete":
                File.Delete(directory.Combine("web/deep/er/page.html"));
                break;
            case "rename":
                File.Move(directory.Combine("web/deep/er/page.html"), directory.Combine("web/deep/er/paga.html"));
                break;
            case "replace by a link":
                File.Delete(directory.Combine("web/compose.yaml"));
                File.CreateSymbolicLink(directory.Combine("web/compose.yaml"), directory.Combine("web/deep/er/page.html"));
                break;
            default:
                Directory.CreateDirectory(directory.Combine("web/other"));
                break;
        }

        Assert.NotEqual(before, Stamp);
    }

    [Fact]
    public async Task Another_commit_and_another_branch_have_another_and_while_Git_works_there_is_none()
    {
        Write("web/compose.yaml", "one");
        var git = await TestRepository.InitAsync(directory.Path);
        var (unborn, first) = (Stamp, await git.CommitAsync());
        var committed = Stamp;
        await git.RunAsync("checkout", "--quiet", "-b", "other");
        var branched = Stamp;
        await git.RunAsync("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--allow-empty", "--message", "Nothing");
        var again = Stamp;

        Assert.NotEmpty(first);
        Assert.Equal(4, new HashSet<string?> { unborn, committed, branched, again }.Where(it => it is not null).Count());
        directory.Write(".git/index.lock", "");
        Assert.Null(Stamp);
    }

    void Write(string name, string text) => File.SetLastWriteTimeUtc(directory.Write(name, text), Long);
}
