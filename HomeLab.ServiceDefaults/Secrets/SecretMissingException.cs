namespace HomeLab.ServiceDefaults.Secrets;

/// <summary>A secret is not where it was said to be.</summary>
public sealed class SecretMissingException(string message) : Exception(message);
