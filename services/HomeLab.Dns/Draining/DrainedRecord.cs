using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Draining;

/// <param name="Why">Why it is still there, as far as the last look at the zone said; null: nothing speaks against taking it away.</param>
/// <param name="CachedUntil">When the last resolver has forgotten it; null: it is there still, or never was.</param>
sealed record DrainedRecord(ZoneName Zone, DesiredRecord Record, DrainedState State, Reason? Why, DateTimeOffset? CachedUntil);
