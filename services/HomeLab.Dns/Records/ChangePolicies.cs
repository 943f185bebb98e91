namespace HomeLab.Dns.Records;

/// <summary>Reads how the lab writes a <see cref="ChangePolicy"/>.</summary>
static class ChangePolicies
{
    /// <param name="text">Null or empty: not said, which is <see cref="ChangePolicy.Sync"/>.</param>
    public static ChangePolicy Parse(string? text) => Enum.TryParse<ChangePolicy>(text, ignoreCase: true, out var policy) ? policy : ChangePolicy.Sync;
}
