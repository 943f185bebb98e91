using System.ComponentModel.DataAnnotations;

namespace HomeLab.Backups;

/// <summary>Section <c>Backups</c>: how this process works. What is to be copied stands in the lab.</summary>
sealed class BackupsOptions
{
    /// <summary>Whether something is due is looked at this often although nothing was heard; default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>One call to an engine, or one of restic that moves no data, may take this long; default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Making or restoring one copy may take this long; default 12 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CopyTimeout { get; init; } = TimeSpan.FromHours(12);

    /// <summary>What could not be copied is tried again after this; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(5);
}
