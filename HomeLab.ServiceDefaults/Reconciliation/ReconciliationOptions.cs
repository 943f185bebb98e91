using System.ComponentModel.DataAnnotations;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>Section <c>Reconciliation</c>.</summary>
sealed class ReconciliationOptions
{
    /// <summary>Keys looked at at once; default 4.</summary>
    [Range(1, 64)]
    public int Concurrency { get; init; } = 4;

    /// <summary>
    /// How long a lease lasts without renewal; default 30 s. The keys of a worker that hangs wait this long; those of one that died
    /// are taken within a second or two.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After an intent's deadline, how long its effect may still arrive before a read counts; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Due work is looked for at least this often, should a notification be lost; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often new ledger entries are sealed; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan SealInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>At shutdown, how long running looks may take to finish; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan FinishWithin { get; init; } = TimeSpan.FromSeconds(10);
}
