namespace HomeLab.Dns.Records;

/// <summary>What makes two records the same to a provider: name, type and content; ttl, proxy and comment do not.</summary>
sealed record RecordKey(DomainName Name, RecordContent Content) : IComparable<RecordKey>
{
    public int CompareTo(RecordKey? other) => string.CompareOrdinal(Order, other?.Order);

    public override string ToString() => $"{Name} {Content.Type} {Content}";

    string Order => $"{Name}\0{Content.Type}\0{Content}";
}
