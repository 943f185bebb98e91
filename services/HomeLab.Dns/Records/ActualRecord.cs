namespace HomeLab.Dns.Records;

/// <summary>A record that was read at the provider.</summary>
/// <param name="IsLocked">The provider or one of its apps keeps it and refuses edits.</param>
sealed record ActualRecord(string Id, DnsRecord Record, string Comment, bool IsLocked = false)
{
    /// <summary>What people tagged it with, where a provider has such.</summary>
    public RecordTags Tags { get; init; } = RecordTags.None;

    public RecordKey Key => Record.Key;
}
