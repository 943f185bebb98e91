using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Lab.Files;
using HomeLab.Lab.Kinds;
using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Git;

public sealed class CheckoutTests : IDisposable
{
    readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Knows_its_commit_its_branch_and_its_remotes()
    {
        var repository = await TestRepository.InitAsync(directory.Path);
        directory.Write("stacks.toml", "[[stack]]\nname = \"a\"\n[stack.config]\nrepo = \"home/lab\"\nbranch = \"next\"\nrun_directory = \"a\"\n");
        directory.Write("a/compose.yaml", "services: {web: {image: nginx}}");
        var commit = await repository.CommitAsync();
        await repository.RunAsync("remote", "add", "origin", "https://someone:canary@github.com/home/lab.git");

        var checkout = await Checkout.ReadAsync(directory.Path, new RepositoryLimits(), CancellationToken.None);
        var reading = checkout.Read(new RepositorySpec { Name = "home", Path = ".", Komodo = ["stacks.toml"] }, new RepositoryLimits());

        Assert.Equal((commit, "main"), (checkout.Revision, checkout.Branch));
        Assert.Equal(["https://github.com/home/lab.git"], checkout.Remotes);
        Assert.Equal(commit, Assert.Single(reading.Objects, it => it.Kind == "compose/service").Commit);
        Assert.Equal("OtherRevision", Assert.Single(reading.Unresolved).Code);
    }

    [Fact]
    public async Task Reads_a_plain_directory_and_waits_for_Git()
    {
        directory.Write("compose.yaml", "services: {web: {image: nginx}}");
        var plain = await Checkout.ReadAsync(directory.Path, new RepositoryLimits(), CancellationToken.None);
        await TestRepository.InitAsync(directory.Path);
        directory.Write(".git/index.lock", "");

        Assert.Equal(("", "", 0), (plain.Revision, plain.Branch, plain.Remotes.Count));
        var busy = await Assert.ThrowsAsync<LabUnreadableException>(() => Checkout.ReadAsync(directory.Path, new RepositoryLimits(), CancellationToken.None));
        Assert.Equal("GitBusy", busy.Code);
    }
}
