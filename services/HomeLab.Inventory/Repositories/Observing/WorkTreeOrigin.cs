using System.Security.Cryptography;
using System.Text;
using HomeLab.Inventory.Lab;
using HomeLab.Inventory.Lab.Git;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Tree;
using HomeLab.Lab.Files;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>A working tree, or a plain directory: its files as they lie there, committed or not.</summary>
/// <param name="lab">The lab directory.</param>
/// <param name="path">Relative to it.</param>
sealed class WorkTreeOrigin(string lab, string path, TimeSpan debounce, RepositoryLimits limits, TimeProvider time) : IRepositoryOrigin
{
    readonly DirectoryChangeSignal signal = new(Path.Combine(lab, path), debounce, time);

    public GitHistory? History { get; private set; }

    public async Task<(string Version, Checkout? Files)> ReadAsync(string last, CancellationToken cancellationToken)
    {
        var directory = DirectoryOf(lab, path);
        var files = await Checkout.ReadAsync(directory, limits, cancellationToken);
        History = files.Revision.Length > 0 ? await HistoryAsync(directory, cancellationToken) : null;
        var version = VersionOf(files);
        return version == last ? (version, null) : (version, files);
    }

    public Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken) => signal.WaitAsync(interval, cancellationToken);

    public void Dispose() => signal.Dispose();

    /// <exception cref="LabUnreadableException">It leads out of the lab directory.</exception>
    public static string DirectoryOf(string lab, string path)
    {
        var directory = RealPath.Of(Path.Combine(lab, path));
        var around = RealPath.Of(lab);
        return directory == around || directory.StartsWith(around.TrimEnd('/') + "/", StringComparison.Ordinal)
            ? directory
            : throw new LabUnreadableException("OutsideRepository", "a symbolic link leads out of the lab directory");
    }

    static async Task<GitHistory?> HistoryAsync(string directory, CancellationToken cancellationToken)
    {
        try
        {
            var (exitCode, prefix, _) = await GitCommand.RunAsync(directory, cancellationToken, "rev-parse", "--show-prefix");
            return exitCode == 0 ? new GitHistory(directory, prefix.Trim().TrimEnd('/')) : null;
        }
        catch (GitUnavailableException)
        {
            return null;
        }
    }

    public static string VersionOf(Checkout files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Tree.Files)
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.Path.Length}:{file.Path}{file.Problem?.Code}:{file.Text?.Length}:{file.Text}"));
        return $"{files.Revision} {files.Branch} {Convert.ToHexString(hash.GetHashAndReset())}";
    }
}
