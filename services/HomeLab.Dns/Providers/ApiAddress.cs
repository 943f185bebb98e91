namespace HomeLab.Dns.Providers;

/// <summary>Addresses to which a token may be sent.</summary>
static class ApiAddress
{
    /// <summary>Why none may be sent there; null: it may.</summary>
    public static string? Objection(Uri url) => url switch
    {
        { IsAbsoluteUri: false } => $"'{url}' is not an absolute address; it would be https://host/path.",
        { Scheme: "https" } => null,
        { Scheme: "http", IsLoopback: true } => null,
        _ => $"{url.Scheme}://{url.Authority} would show the token in clear text; it would be https, or http on this machine only.",
    };
}
