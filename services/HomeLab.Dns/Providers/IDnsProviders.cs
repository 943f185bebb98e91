namespace HomeLab.Dns.Providers;

/// <summary>Opens the provider of an account.</summary>
interface IDnsProviders
{
    IDnsProvider Of(ProviderAccount account);
}
