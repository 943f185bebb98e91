using System.ComponentModel.DataAnnotations;

namespace HomeLab.ServiceDefaults.Hosting;

/// <summary>Section <c>Shutdown</c>.</summary>
sealed class ShutdownOptions
{
    /// <summary>How long everything together may take to finish; default 20 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FinishWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After that, how long until the process is ended whatever it is doing; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan HardStopAfter { get; init; } = TimeSpan.FromSeconds(5);
}
