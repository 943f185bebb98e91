using HomeLab.Dns.Records;

namespace HomeLab.Dns.Undoing;

/// <summary>A change that took effect, as the ledger has it. What a delete took away is whole in it: such an entry is a record's tombstone.</summary>
/// <param name="OpenedAt">What one look decided together was opened together.</param>
/// <param name="Before">Null: there was nothing before it.</param>
/// <param name="After">Null: nothing was left.</param>
sealed record PastChange(
    Guid Id, ZoneName Zone, string Object, string Action, DateTimeOffset OpenedAt, DateTimeOffset At, string Actor, string Why, ActualRecord? Before, DnsRecord? After);
