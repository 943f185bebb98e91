using System.ComponentModel.DataAnnotations;

namespace HomeLab.ServiceDefaults.Persistence;

/// <summary>Section <c>Database</c>.</summary>
sealed class DatabaseOptions
{
    /// <summary>How long a database that does not answer is waited for at start; default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromMinutes(2);
}
