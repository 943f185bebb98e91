using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HomeLab.Lab.Kinds;

/// <summary>The records of one name and type. Once checked, <see cref="Content"/>, <see cref="Uplink"/> and <see cref="Priority"/> are folded into the lists.</summary>
public sealed record DnsRecordSpec
{
    [Description("The whole name, within one of the lab's zones: www.example.org, *.example.org, _dmarc.example.org.")]
    public required string Name { get; init; }

    [Description("The record's type.")]
    [AllowedValues("A", "AAAA", "CNAME", "TXT", "MX", "SRV", "CAA")]
    public required string Type { get; init; }

    [Description("The one value of A, AAAA, CNAME and TXT, or the mail server of MX.")]
    public string? Content { get; init; }

    [Description("Several values of A, AAAA and TXT.")]
    public IReadOnlyList<string>? Values { get; init; }

    [Description("The uplink whose public address A or AAAA follows, instead of a value or beside values.")]
    public string? Uplink { get; init; }

    [Description("Several uplinks: a record for each one's address.")]
    public IReadOnlyList<string>? Uplinks { get; init; }

    [Description("The host's part of an IPv6 address, such as ::1:2, behind the uplink's prefix; AAAA only.")]
    public string? Suffix { get; init; }

    [Description("The priority of an MX that is written with content.")]
    [Range(0, 65535)]
    public int? Priority { get; init; }

    [Description("The mail servers of an MX.")]
    public IReadOnlyList<MxValue>? Mx { get; init; }

    [Description("The servers of an SRV; its name begins _service._protocol.")]
    public IReadOnlyList<SrvValue>? Srv { get; init; }

    [Description("The rules of a CAA.")]
    public IReadOnlyList<CaaValue>? Caa { get; init; }

    [Description("Seconds, 60 to 86400; unset: automatic.")]
    [Range(1, 86_400)]
    public int? Ttl { get; init; }

    [Description("Whether Cloudflare stands in front; A, AAAA and CNAME only.")]
    public bool? Proxied { get; init; }

    [Description("internal: only at DNS servers for the lab itself; external: only for everybody; unset: wherever the zone is kept.")]
    [AllowedValues(DnsServerSpec.Internal, DnsServerSpec.External)]
    public string? View { get; init; }

    [Description("auto: do it; approve: propose it to a person; dryRun: only say what would be done. The lab may be stricter; unset: as the lab.")]
    [AllowedValues("auto", "approve", "dryRun")]
    public string? Apply { get; init; }

    [Description("sync: follows the document and goes with it; upsertOnly: is never deleted; createOnly: is neither changed nor deleted. Unset: sync.")]
    [AllowedValues("sync", "upsertOnly", "createOnly")]
    public string? Policy { get; init; }

    [Description("healthy: made only once what it waits for is healthy; while that is not known, what is there stays and what is not is not made.")]
    [AllowedValues("healthy")]
    public string? When { get; init; }

    [Description("Whose health that is: a system as homelab get systems calls it, or an object's address.")]
    public string? WaitsFor { get; init; }

    [Description("Whether it is also taken away while that is unhealthy, but never the last record of a name.")]
    public bool? Withdraw { get; init; }
}

public sealed record MxValue
{
    [Range(0, 65535)]
    public required int Priority { get; init; }

    public required string Exchange { get; init; }
}

public sealed record SrvValue
{
    [Range(0, 65535)]
    public required int Priority { get; init; }

    [Range(0, 65535)]
    public required int Weight { get; init; }

    [Range(0, 65535)]
    public required int Port { get; init; }

    public required string Target { get; init; }
}

public sealed record CaaValue
{
    [Range(0, 255)]
    public int Flags { get; init; }

    [AllowedValues("issue", "issuewild", "iodef", "issuemail", "issuevmc")]
    public required string Tag { get; init; }

    public required string Value { get; init; }
}
