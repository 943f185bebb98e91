namespace HomeLab.Dns.Providers;

/// <summary>Codes of reasons that a provider gives.</summary>
static class ProviderReasons
{
    /// <summary>A person has to give another token or more rights.</summary>
    public const string TokenRefused = "TokenRefused";

    /// <summary>No zone of that name can be seen with this token.</summary>
    public const string ZoneNotFound = "ZoneNotFound";

    /// <summary>Several zones of that name can be seen.</summary>
    public const string ZoneAmbiguous = "ZoneAmbiguous";

    public const string RateLimited = "RateLimited";

    public const string Unavailable = "ProviderUnavailable";

    /// <summary>The provider read the write and said no.</summary>
    public const string Refused = "Refused";

    public const string AlreadyExists = "AlreadyExists";

    /// <summary>The record that was to be changed is gone.</summary>
    public const string Gone = "Gone";

    /// <summary>Nothing was sent: an earlier write of the same run showed that it would be in vain.</summary>
    public const string NotSent = "NotSent";

    /// <summary>Another zone answers to the name than at first contact.</summary>
    public const string IdentityChanged = "IdentityChanged";

    /// <summary>A list lacks what is there when it is asked for by its id.</summary>
    public const string Truncated = "Truncated";

    /// <summary>What was read is older than what was written.</summary>
    public const string ReadsLag = "ReadsLag";

    /// <summary>Says something of the provider, not of one record.</summary>
    public static bool IsSilence(string code) => code is Unavailable or RateLimited || NeedsPerson(code);

    /// <summary>What it lists is not what it keeps.</summary>
    public static bool IsContradiction(string code) => code is AlreadyExists or Gone;

    public static bool NeedsPerson(string code) => code is TokenRefused or ZoneNotFound or ZoneAmbiguous or IdentityChanged;
}
