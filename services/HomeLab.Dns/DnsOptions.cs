using System.ComponentModel.DataAnnotations;
using System.Net;

namespace HomeLab.Dns;

/// <summary>Section <c>Dns</c>: how this process works. What is to be done stands in the lab.</summary>
sealed class DnsOptions
{
    /// <summary>A zone's mirror is read anew before planning when it is older than this; default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan MirrorMaxAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Each zone is looked at this often although nothing was heard; default 10 min. It calls nobody outside while the mirror is fresh.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "7.00:00:00")]
    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A source that was not heard of for longer proves no absence; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxSourceAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Base of Cloudflare's API where the lab names none, such as a simulator's; unset: Cloudflare's own.</summary>
    public Uri? CloudflareUrl { get; init; }

    /// <summary>One call to a provider may take this long; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The writes of one batch and of its fall-back together; default 60 s, at least twice <see cref="CallTimeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:10:00")]
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long a read may not show what was written before it; such a read is not believed. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ReadLag { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Tunnels are read anew when somebody asks and what was read is older than this; less than <see cref="MaxSourceAge"/>, for what is older proves nothing; default 4 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan TunnelMaxAge { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How often it is looked whether Cloudflare's API has changed, with three or four reading calls; default 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan DriftInterval { get; init; } = TimeSpan.FromDays(7);

    /// <summary>When a provider or Inventory does not answer, it is asked again after this; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What only a person can put right is looked at again after this, for a token may be changed without a word; default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StalledRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Address and port (53 if not said) of the resolver that tells which servers answer for a zone at Cloudflare; unset: the machine's. Where
    /// that one answers for the zone itself, as in a split horizon, name one outside, such as <c>1.1.1.1</c>.
    /// </summary>
    public string? Resolver { get; init; }

    /// <summary>Where the servers that NS records name listen; default 53, and only simulated ones have another.</summary>
    [Range(1, 65535)]
    public int NameServerPort { get; init; } = 53;

    /// <summary>What stands and was answered as written is asked for again after this; default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan VerifyInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long servers may answer something else after a change before that is a reason (<c>NotServed</c>); default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ServedWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Until then, what is answered differently is asked for again after this; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan AskAgainAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long what was deleted or changed can be put back by a command; default 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan TombstoneRetention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long what was put back is held where the command does not say; default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan UndoHold { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long something has to be unhealthy before records that are withdrawn then go (<c>withdraw: true</c>); default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan WithdrawAfter { get; init; } = TimeSpan.FromMinutes(2);

    internal IPEndPoint? ResolverAddress =>
        IPEndPoint.TryParse(Resolver ?? "", out var at) ? new IPEndPoint(at.Address, at.Port == 0 ? 53 : at.Port) : null;
}
