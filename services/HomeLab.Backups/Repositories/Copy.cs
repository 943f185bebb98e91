namespace HomeLab.Backups.Repositories;

/// <summary>A copy that a repository holds whole.</summary>
/// <param name="Id">restic's id of the snapshot with the data.</param>
/// <param name="Path">Of the file within it.</param>
/// <param name="Bytes">Before compression.</param>
/// <param name="Sha256">Of those bytes, lower-case hex.</param>
/// <param name="Method">See <see cref="CopyMethods"/>.</param>
sealed record Copy(string Id, DateTimeOffset At, string Path, long Bytes, string Sha256, string Method);

static class CopyMethods
{
    /// <summary>A tar archive of a volume's files.</summary>
    public const string Files = "files";

    /// <summary>What a command of the container wrote.</summary>
    public const string Dump = "dump";

    /// <summary>A PostgreSQL database in the custom format of <c>pg_dump</c>.</summary>
    public const string PostgreSql = "postgresql";
}
