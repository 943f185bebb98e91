using System.ComponentModel.DataAnnotations;

namespace HomeLab.ServiceDefaults.Messaging;

/// <summary>Section <c>Messaging</c>.</summary>
sealed class MessagingOptions
{
    /// <summary>How long the start waits for the broker; after that the service runs without it, not ready. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan StartWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The outbox is looked at this often although nobody notified; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages published at once, unconfirmed; default 500.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; init; } = 500;

    /// <summary>How long the broker may take to confirm; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ConfirmWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Hints handled at once; default 8. Facts are handled in their order.</summary>
    [Range(1, 256)]
    public int Concurrency { get; init; } = 8;

    /// <summary>How long the inbox remembers a message, and so how late a duplicate is still dropped; default 14 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan InboxRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How long a message that cannot be published is tried; default 14 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan OutboxRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>How often both are cleaned; default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CleaningInterval { get; init; } = TimeSpan.FromHours(1);
}
