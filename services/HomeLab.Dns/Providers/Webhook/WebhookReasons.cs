using System.Text.Json;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Providers.Webhook;

/// <summary>What a failure means for the zone, and what a person can do.</summary>
/// <param name="provider">For people: the lab's name of it and where it is.</param>
sealed class WebhookReasons(string provider)
{
    /// <summary>Whether the exception says something of the provider or the network, and is no mistake of ours.</summary>
    public static bool IsFailure(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException or IOException or JsonException or WebhookAnswerException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    public Reason Unavailable(Exception e) => new(ProviderReasons.Unavailable, e switch
    {
        OperationCanceledException => $"{provider} does not answer in time.",
        JsonException => $"{provider} cannot be used: it answers with what is no JSON of the protocol.",
        WebhookAnswerException => $"{provider} cannot be used: {e.Message}.",
        _ => $"{provider} does not answer: {e.Message.TrimEnd('.')}.",
    });

    public Reason NotServed(string zone) => new(
        ProviderReasons.ZoneNotFound, $"{provider} does not serve {zone}, by its domain filter. Add it there, or take the zone out of dnsServers in the lab.");

    public Reason NothingListed(string zone) => new(
        ProviderReasons.ZoneNotFound, $"{provider} lists nothing of {zone} and does not say that it serves it. Give it a domain filter that names the zone (DOMAIN_FILTER or its like).");

    public Reason FilterUnknown(Exception e) => new(ProviderReasons.Unavailable, $"{provider} has a domain filter that cannot be understood: {e.Message}");

    public Reason Refused(Exception e, string what) => new(ProviderReasons.Refused, $"{what}: {provider} refuses it; {e.Message}.");

    public Reason Lost(Exception e, string what) => new(ProviderReasons.Unavailable, $"Could not confirm {what}: {Unavailable(e).Message}");

    public Reason NotShown(string what) => new(ProviderReasons.Unavailable, $"Could not confirm {what}: {provider} took it and does not list it yet.");

    public Reason Strange(string set) => new(
        ProviderReasons.Refused, $"{set} at {provider} holds what only that understands, such as routing by weight; it is not written.");

    public Reason Adjusted(string asked, string made) => new(
        ProviderReasons.Refused, $"{provider} would make {made} of {asked}; ask for what it can keep.");
}
