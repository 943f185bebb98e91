namespace HomeLab.Dns.Drift;

/// <summary>Something of a provider's API is otherwise than this service takes it to be.</summary>
/// <param name="Kind"><c>member</c>, <c>value</c>, <c>header</c>, <c>limit</c> or <c>code</c>.</param>
/// <param name="What">Where and what, holding nothing of the lab: <c>dns_records type SVCB2</c>.</param>
sealed record ApiDrift(string Kind, string What) : IComparable<ApiDrift>
{
    public int CompareTo(ApiDrift? other) => string.CompareOrdinal($"{Kind} {What}", $"{other?.Kind} {other?.What}");
}
