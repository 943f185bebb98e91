namespace HomeLab.Dns.Records;

/// <summary>What makes two records the same to a provider: name, type and content; ttl, proxy and comment do not.</summary>
sealed record RecordKey(DomainName Name, RecordContent Content) : IComparable<RecordKey>
{
    public int CompareTo(RecordKey? other) => other is null
        ? 1
        : string.CompareOrdinal(Name.ToString(), other.Name.ToString()) is var byName and not 0
            ? byName
            : string.CompareOrdinal(Content.Type, other.Content.Type) is var byType and not 0
                ? byType
                : string.CompareOrdinal(Content.ToString(), other.Content.ToString());

    public override string ToString() => $"{Name} {Content.Type} {Content}";
}
