using HomeLab.NativeServers;
using HomeLab.Testing;

namespace HomeLab.Fleet.Tests.Stacks;

/// <summary>A bare repository, and the working tree from which it is pushed to.</summary>
public sealed class GitRemote : IDisposable
{
    readonly TemporaryDirectory bare = new();
    readonly TemporaryDirectory tree = new();

    GitRemote()
    {
    }

    public string Url => $"file://{bare.Path}";

    public static async Task<GitRemote> CreateAsync()
    {
        var remote = new GitRemote();
        await GitAsync(remote.bare.Path, "init", "--quiet", "--bare", "--initial-branch=main");
        await GitAsync(remote.tree.Path, "init", "--quiet", "--initial-branch=main");
        return remote;
    }

    /// <summary>Commits the file and pushes it.</summary>
    /// <returns>The commit.</returns>
    public async Task<string> PushAsync(string file, string text)
    {
        tree.Write(file, text);
        await GitAsync(tree.Path, "add", "--all");
        await GitAsync(tree.Path, "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Change");
        await GitAsync(tree.Path, "push", "--quiet", bare.Path, "HEAD:main");
        return (await GitAsync(tree.Path, "rev-parse", "HEAD")).Trim();
    }

    public void Dispose()
    {
        bare.Dispose();
        tree.Dispose();
    }

    static Task<string> GitAsync(string directory, params string[] arguments) => new Command("git", ["-C", directory, .. arguments]).RunAsync(CancellationToken.None);
}
