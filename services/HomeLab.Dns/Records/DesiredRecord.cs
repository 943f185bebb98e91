using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Records;

/// <summary>A record that somebody wants.</summary>
/// <param name="Ttl">Null: as it is; automatic when created.</param>
/// <param name="Proxied">Null: as it is; not proxied when created.</param>
/// <param name="Apply">What its document says about being changed.</param>
/// <param name="Policy">What may become of it once it is made.</param>
/// <param name="Unproven">It is no longer asked for, but nothing proves that this was meant: kept as it is, never made.</param>
sealed record DesiredRecord(
    DomainName Name, RecordContent Content, Ttl? Ttl, bool? Proxied, Claimant By, Reason? Unproven = null,
    ApplyMode Apply = ApplyMode.Auto, ChangePolicy Policy = ChangePolicy.Sync)
{
    /// <summary>It is wanted because a person had a change taken back; null: because somebody asks for it.</summary>
    public Undo? Undo { get; init; }

    /// <summary>What it leads to is not healthy, or nobody knows; null: it is, or that was not asked for.</summary>
    public Wait? Wait { get; init; }

    public RecordKey Key => new(Name, Content);

    /// <summary>The record to create.</summary>
    public DnsRecord ToRecord() => new(Name, Content, Ttl ?? Records.Ttl.Automatic, Proxied ?? false);

    /// <summary>The record to make of an existing one: what is not asked for stays as somebody set it.</summary>
    public DnsRecord Over(DnsRecord existing) => new(Name, Content, Ttl ?? existing.Ttl, Proxied ?? existing.Proxied);
}
