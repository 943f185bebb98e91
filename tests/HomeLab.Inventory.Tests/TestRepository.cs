using HomeLab.Inventory.Lab.Git;

namespace HomeLab.Inventory.Tests;

/// <summary>A Git repository for a test.</summary>
sealed class TestRepository(string directory)
{
    public static async Task<TestRepository> InitAsync(string directory)
    {
        var repository = new TestRepository(directory);
        await repository.RunAsync("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    /// <summary>Commits everything that there is and returns the commit.</summary>
    public async Task<string> CommitAsync()
    {
        await RunAsync("add", "--all");
        await RunAsync("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "Change");
        return (await RunAsync("rev-parse", "HEAD")).Trim();
    }

    public async Task<string> RunAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await GitCommand.RunAsync(directory, CancellationToken.None, arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"git {arguments[0]}: {error}");
    }
}
