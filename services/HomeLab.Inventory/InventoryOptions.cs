using System.ComponentModel.DataAnnotations;
using HomeLab.Lab.Files;

namespace HomeLab.Inventory;

/// <summary>Settings of the process; what there is to observe stands in the lab alone.</summary>
sealed class InventoryOptions
{
    /// <summary>The lab directory: one that holds <c>lab.yaml</c>, in a Git working tree or not.</summary>
    [Required]
    public string Lab { get; init; } = "";

    /// <summary>The lab directory is read again after this long although no change was noticed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LabInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the lab directory has to be quiet before a change in it is read.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan LabDebounce { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The largest file that is read, in bytes.</summary>
    [Range(1024, 16 << 20)]
    public int LabMaxFileBytes { get; init; } = LabFiles.DefaultMaxBytes;

    /// <summary>
    /// Each Docker host is read in full, and each Kubernetes cluster asked what it serves, after this long although events told of
    /// everything; a Proxmox cluster or Komodo Core where nothing happens is looked at this often.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FullReadInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>All objects of a Kubernetes type are listed again after this long although its watch told of everything.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where copies of remote repositories are kept; empty: in a temporary directory, and they are fetched anew after a restart.</summary>
    public string RepositoryCopies { get; init; } = "";

    /// <summary>A Proxmox cluster or Komodo Core is looked at this often while something happens there, and ever less often while nothing does.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan FastestPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one watch of a Kubernetes type lasts; the next one goes on where it ended.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WatchDuration { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How long a source may take to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause after failed attempts to reach a source.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After this long without a sign of life another replica takes over what a replica observes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The lab's systems are judged again after this long although nothing was noticed: some rules depend on the time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan EvaluationInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing has to be learnt before the lab's systems are judged by what was.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan EvaluationDebounce { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether systems are asked how they are where the catalogue says so, and certificates are looked at: at private addresses, and at those that the lab names.</summary>
    public bool Probes { get; init; } = true;

    /// <summary>Each is asked this often.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it is remembered what changed, what became of systems and of messages to people, and which findings were closed.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan HistoryRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>So many changes of objects are remembered at most; the oldest are forgotten first.</summary>
    [Range(1, 100_000_000)]
    public int HistoryLimit { get; init; } = 200_000;

    /// <summary>How long it is remembered that something is gone; who asks later gets everything anew.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan RemovalRetention { get; init; } = TimeSpan.FromDays(30);
}
