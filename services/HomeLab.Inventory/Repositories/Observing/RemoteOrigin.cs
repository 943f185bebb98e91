using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Sources;
using HomeLab.Lab.Kinds;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>A remote, of which a bare copy is kept.</summary>
sealed class RemoteOrigin(RepositorySpec spec, string directory, SecretReader secrets, RepositoryLimits limits, TimeProvider time) : IRepositoryOrigin
{
    public const string DefaultBranch = "main";

    readonly string url = spec.Url!;
    readonly string branch = spec.Branch ?? DefaultBranch;

    public GitHistory History => Mirror(null).History;

    public async Task<(string Version, Checkout? Files)> ReadAsync(string last, CancellationToken cancellationToken)
    {
        // Read each time, so that a token that was replaced is used from then on.
        var token = spec.Token is { } reference ? (await secrets.ReadAsync(reference, cancellationToken)).Trim() : null;
        var commit = await Mirror(token).FetchAsync(cancellationToken);
        return commit == last ? (commit, null) : (commit, new Checkout(await History.ReadAsync(commit, limits, cancellationToken), commit, [url], branch));
    }

    public Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken) => Task.Delay(interval, time, cancellationToken);

    public void Dispose()
    {
    }

    RepositoryMirror Mirror(string? token) => new(directory, url, branch, token);
}
