namespace HomeLab.Backups.Copying;

/// <summary>What a copy is made of: one stream of bytes.</summary>
/// <param name="Method">See <see cref="Repositories.CopyMethods"/>.</param>
/// <param name="WriteAsync">Writes all of it, or throws.</param>
sealed record CopySource(string Method, Func<Stream, CancellationToken, Task> WriteAsync);
