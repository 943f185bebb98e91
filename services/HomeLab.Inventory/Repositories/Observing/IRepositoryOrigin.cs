using HomeLab.Inventory.Repositories.Git;

namespace HomeLab.Inventory.Repositories.Observing;

/// <summary>Where the files of one repository come from.</summary>
interface IRepositoryOrigin : IDisposable
{
    /// <summary>Null where no Git is.</summary>
    GitHistory? History { get; }

    /// <param name="last">The version that was read last; empty: none was.</param>
    /// <returns>The version that there is now, and its files; none where it is the last one still.</returns>
    /// <exception cref="Lab.Files.LabUnreadableException">Nothing may be concluded from what is not there.</exception>
    /// <exception cref="Sources.SourceUnavailableException">It cannot be asked.</exception>
    Task<(string Version, Checkout? Files)> ReadAsync(string last, CancellationToken cancellationToken);

    /// <summary>Waits until it may have changed, at most until the interval is over.</summary>
    Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken);
}
