using System.ComponentModel.DataAnnotations;

namespace HomeLab.Inventory.Notifications;

/// <summary>Section <c>Notifications</c>: how people are told; whom, stands in the lab.</summary>
sealed class NotificationOptions
{
    /// <summary>How long what is to be told is kept back for more, so that a storm becomes one message.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan GatherFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is looked for what is to be told.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a receiver may take to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause after the first attempt that failed; it doubles with each further one.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause between two attempts.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00")]
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A message that nobody has taken for so long is given up, and the next one is sent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(1);
}
