namespace HomeLab.Dns.Providers;

/// <summary>An account at a provider, as the lab names it.</summary>
/// <param name="Url">Base of the API; null: the provider's own.</param>
sealed record ProviderAccount(SecretName Token, Uri? Url);

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
