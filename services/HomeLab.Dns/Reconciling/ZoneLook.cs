using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>One look at a zone as it ended; each part is null where the look did not get that far.</summary>
sealed record ZoneLook(Reason? Unavailable, DnsPlan? Plan, Decision? Decision, ChangeReport? Report);
