namespace HomeLab.Dns.Providers;

/// <summary>Where zones are kept and by what right, as the lab names it.</summary>
abstract record ProviderAccount
{
    ProviderAccount() { }

    /// <param name="Url">Base of the API; null: Cloudflare's own.</param>
    public sealed record Cloudflare(SecretName Token, Uri? Url) : ProviderAccount
    {
        /// <summary>A lab names one account, whose tokens are one user's and share one budget.</summary>
        public const string Name = "cloudflare";
    }

    /// <summary>A server that takes dynamic updates.</summary>
    /// <param name="Name">The lab's name of it.</param>
    /// <param name="Host">A name or an address.</param>
    /// <param name="Algorithm"><c>hmac-sha256</c> and its like.</param>
    public sealed record DnsServer(string Name, string Host, int Port, string KeyName, string Algorithm, SecretName Secret) : ProviderAccount;

    /// <summary>A program that speaks external-dns' webhook provider protocol.</summary>
    /// <param name="Name">The lab's name of it.</param>
    public sealed record Webhook(string Name, Uri Url) : ProviderAccount;
}

/// <summary>Where a secret is, never what it is.</summary>
abstract record SecretName
{
    SecretName() { }

    public sealed record Env(string Variable) : SecretName
    {
        public override string ToString() => $"environment variable {Variable}";
    }

    public sealed record File(string Path) : SecretName
    {
        public override string ToString() => $"file {Path}";
    }
}
