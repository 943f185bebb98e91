using System.Globalization;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>A line of a zone file.</summary>
/// <param name="Comment">What follows the semicolon.</param>
sealed record ZoneFileEntry(string Name, int? Ttl, string Type, IReadOnlyList<string> Fields, string? Comment)
{
    const string TagMark = "cf_tags=";

    /// <param name="isProxied">For types that can be; the reserved tag <c>cf-proxied</c> wins.</param>
    public RecordDraft ToDraft(bool isProxied)
    {
        var hasPriority = Type is "MX" or "SRV" or "URI";
        var mark = Comment?.IndexOf(TagMark, StringComparison.Ordinal) ?? -1;
        var tags = mark < 0 ? [] : Comment![(mark + TagMark.Length)..].Trim().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var said = tags.FirstOrDefault(tag => tag.StartsWith("cf-proxied:", StringComparison.Ordinal));
        var canProxy = Type is "A" or "AAAA" or "CNAME";
        var text = (mark < 0 ? Comment : Comment![..mark])?.Trim();
        return new RecordDraft(Type, Name)
        {
            Content = string.Join(' ', hasPriority ? Fields.Skip(1) : Fields),
            Priority = hasPriority && Fields is [var first, ..] && int.TryParse(first, CultureInfo.InvariantCulture, out var priority) ? priority : null,
            Ttl = Ttl ?? 1,
            Proxied = said is null ? isProxied && canProxy : said == "cf-proxied:true",
            Comment = string.IsNullOrEmpty(text) ? null : text,
            Tags = [.. tags.Where(tag => !tag.StartsWith("cf-", StringComparison.Ordinal))],
        };
    }
}
