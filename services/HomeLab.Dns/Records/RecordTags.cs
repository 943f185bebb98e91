using System.Collections;

namespace HomeLab.Dns.Records;

/// <summary>A record's tags, such as <c>owner:ada</c>; those that hold the same are equal.</summary>
sealed class RecordTags : IReadOnlyList<string>, IEquatable<RecordTags>
{
    readonly IReadOnlyList<string> tags;

    RecordTags(IReadOnlyList<string> tags) => this.tags = tags;

    public static RecordTags None { get; } = new([]);

    public int Count => tags.Count;

    public string this[int index] => tags[index];

    public static RecordTags Of(IEnumerable<string>? tags) =>
        (tags ?? []).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? new RecordTags(some) : None;

    public bool Equals(RecordTags? other) => other is not null && tags.SequenceEqual(other.tags, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as RecordTags);

    public override int GetHashCode() => tags.Aggregate(0, (hash, tag) => HashCode.Combine(hash, tag));

    public override string ToString() => string.Join(", ", tags);

    public IEnumerator<string> GetEnumerator() => tags.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
