namespace HomeLab.Backups.Restoring;

/// <summary>A volume or database that a restoration makes, and marks as its own.</summary>
interface IRestoreTarget : IDisposable
{
    /// <summary>Its address, as intents name it.</summary>
    string Address { get; }

    /// <summary>Whether there is one of that name, whoever made it.</summary>
    Task<bool> ExistsAsync(CancellationToken cancellationToken);

    /// <summary>Makes it, empty and marked.</summary>
    /// <exception cref="Copying.SourceException">There is one of that name by now, which is left alone.</exception>
    Task MakeAsync(CancellationToken cancellationToken);

    /// <summary>Puts into it what is written, whole or with an exception.</summary>
    Task FillAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken);

    /// <summary>Takes it away, if it bears the restoration's mark; nothing else is touched.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);
}
