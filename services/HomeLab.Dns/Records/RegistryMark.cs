using System.Text.RegularExpressions;

namespace HomeLab.Dns.Records;

/// <summary>
/// A TXT record by which external-dns says what it keeps: <c>heritage=external-dns,external-dns/owner=…,external-dns/resource=…</c>, at the
/// name itself, or at the name behind a prefix and the type (<c>a-www.example.org</c>, <c>external-dns-cname-www.example.org</c>).
/// </summary>
/// <remarks>Encrypted ones (<c>--txt-encrypt-enabled</c>) cannot be told from any other text.</remarks>
sealed partial record RegistryMark(DomainName At, string Owner, string Resource)
{
    const string UsualPrefix = "external-dns-";

    public static RegistryMark? Of(DnsRecord record) =>
        record.Content is RecordContent.Txt { Value: var text } && Heritage().IsMatch(text)
            ? new RegistryMark(record.Name, Field(OwnerField(), text), Field(ResourceField(), text))
            : null;

    /// <summary>The names that it marks, each with the type of record there; null: of whatever type.</summary>
    public IEnumerable<(string Name, string? Type)> Covered()
    {
        var text = At.ToString();
        yield return (text, null);
        if (text.StartsWith(UsualPrefix, StringComparison.Ordinal))
        {
            yield return (text[UsualPrefix.Length..], null);
        }
        for (var dash = text.IndexOf('-', StringComparison.Ordinal); dash > 0; dash = text.IndexOf('-', dash + 1))
        {
            if (TypeBefore().Match(text[..dash]) is { Success: true } type)
            {
                yield return (text[(dash + 1)..], type.Value.ToUpperInvariant());
            }
        }
    }

    static string Field(Regex field, string text) => field.Match(text) is { Success: true } match ? match.Groups[1].Value : "";

    [GeneratedRegex("^\"?heritage=external-dns(,|\"?$)", RegexOptions.CultureInvariant)]
    private static partial Regex Heritage();

    [GeneratedRegex("external-dns/owner=([^,\"]*)", RegexOptions.CultureInvariant)]
    private static partial Regex OwnerField();

    [GeneratedRegex("external-dns/resource=([^,\"]*)", RegexOptions.CultureInvariant)]
    private static partial Regex ResourceField();

    [GeneratedRegex("(?<![a-z0-9])(a|aaaa|cname|mx|naptr|ns|ptr|srv|txt)$", RegexOptions.CultureInvariant)]
    private static partial Regex TypeBefore();
}
