using HomeLab.Dns.Records;

namespace HomeLab.Dns.Planning;

/// <summary>A change that a person had taken back: until then what stood before it is held in place of what it made.</summary>
/// <param name="Restored">The record as it was before the change, whole.</param>
/// <param name="Undone">What the change made of it; null: it deleted it.</param>
/// <param name="By">Who asked.</param>
sealed record Undo(Guid Change, string Object, ActualRecord Restored, DnsRecord? Undone, string By, DateTimeOffset Until)
{
    /// <summary>Who wants what nobody else wants any more.</summary>
    public const string Source = "undo";

    public string Address => $"{Source}/{Change}";
}
