namespace HomeLab.Dns.Providers;

/// <summary>A secret is not where the lab says.</summary>
sealed class SecretMissingException(string message) : Exception(message);
