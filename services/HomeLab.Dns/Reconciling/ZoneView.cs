using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;

namespace HomeLab.Dns.Reconciling;

/// <summary>What a plan for a zone is made from, besides what is wanted.</summary>
sealed record ZoneView(ZoneReference Zone, ActualZone Actual, Ownership Ownership);
