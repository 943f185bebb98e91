using HomeLab.Cloudflare;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Cloudflare;

/// <summary>What a failure means for the zone, and what a person can do.</summary>
static class CloudflareReasons
{
    public static Reason Of(CloudflareException e, string token, string zone) => e.Failure switch
    {
        CloudflareFailure.TokenRefused => new Reason(
            ProviderReasons.TokenRefused,
            $"{e.Message} Give the Dns service a token with Zone:Read and DNS:Edit on {zone} in the {token}."),
        CloudflareFailure.TooLate => new Reason(ProviderReasons.NotSent, e.Message),
        CloudflareFailure.RateLimited => new Reason(ProviderReasons.RateLimited, e.Message),
        CloudflareFailure.Rejected when e.Has(81057) || e.Has(81058) => new Reason(ProviderReasons.AlreadyExists, e.Message),
        CloudflareFailure.Rejected => new Reason(ProviderReasons.Refused, e.Message),
        CloudflareFailure.NotFound => new Reason(ProviderReasons.Gone, e.Message),
        _ => new Reason(ProviderReasons.Unavailable, e.Message),
    };
}
