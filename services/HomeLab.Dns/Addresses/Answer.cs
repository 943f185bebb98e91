using System.Net;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Addresses;

/// <summary>What a detector said in one round: an address that may be an uplink's, or why it said none.</summary>
/// <param name="Detector">Its kind and whom it asks: <c>trace api.cloudflare.com</c>.</param>
sealed record Answer(string Detector, string Kind, Observed<IPAddress> Said)
{
    public IPAddress? Address => (Said as Observed<IPAddress>.Available)?.Value;

    public Reason? Refusal => (Said as Observed<IPAddress>.Unavailable)?.Reason;
}
