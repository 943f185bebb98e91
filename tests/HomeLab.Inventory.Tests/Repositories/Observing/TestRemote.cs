using HomeLab.Testing;

namespace HomeLab.Inventory.Tests.Repositories.Observing;

/// <summary>A bare repository, and a clone from which it is pushed to.</summary>
sealed class TestRemote : IDisposable
{
    readonly TemporaryDirectory bare = new();
    readonly TemporaryDirectory tree = new();
    readonly TestRepository repository;

    TestRemote() => repository = new TestRepository(tree.Path);

    public string Url => $"file://{bare.Path}";

    public string BarePath => bare.Path;

    public static async Task<TestRemote> CreateAsync()
    {
        var remote = new TestRemote();
        await new TestRepository(remote.bare.Path).RunAsync("init", "--quiet", "--bare", "--initial-branch=main");
        await TestRepository.InitAsync(remote.tree.Path);
        return remote;
    }

    public void Write(string file, string text) => tree.Write(file, text);

    public void Delete(string file) => File.Delete(Path.Combine(tree.Path, file));

    public Task RunAsync(params string[] arguments) => repository.RunAsync(arguments);

    public async Task<string> HeadAsync() => (await repository.RunAsync("rev-parse", "HEAD")).Trim();

    /// <summary>Commits everything and pushes it, also over what was there.</summary>
    public async Task<string> PushAsync()
    {
        var commit = await repository.CommitAsync();
        await PushHeadAsync();
        return commit;
    }

    public Task PushHeadAsync() => repository.RunAsync("push", "--quiet", "--force", bare.Path, "HEAD:main");

    public void Dispose()
    {
        bare.Dispose();
        tree.Dispose();
    }
}
