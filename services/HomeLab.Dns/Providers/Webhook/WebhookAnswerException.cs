namespace HomeLab.Dns.Providers.Webhook;

/// <summary>A webhook provider answered something else than it should.</summary>
/// <param name="message">Continues "The webhook provider unifi cannot be used: ".</param>
/// <param name="status">Of the answer; 0: it was no failure by its status.</param>
sealed class WebhookAnswerException(string message, int status = 0) : Exception(message)
{
    /// <summary>It read the request and said no for good; only what is 5xx may be tried again, by the protocol.</summary>
    public bool IsRefusal => status is >= 300 and < 500;
}
