using HomeLab.Simulators.Cloudflare.Http;
using HomeLab.Simulators.Cloudflare.Zones;

namespace HomeLab.Simulators.Cloudflare.Records;

/// <summary>The normal form of a record: what the server stores of what it is sent. Idempotent.</summary>
static class RecordForm
{
    /// <exception cref="CloudflareRefusal">A field is invalid for its type or the zone's plan.</exception>
    public static RecordDraft Of(RecordDraft draft, Zone zone)
    {
        var name = RecordName.Normal(draft.Name, zone.Name);
        var (content, priority) = RecordContent.Normal(draft);
        RecordRules.Refuse(draft with { Content = content }, zone);
        return draft with
        {
            Name = name,
            Content = content,
            Data = null,
            Priority = priority,
            Ttl = draft.Proxied ? 1 : draft.Ttl,
            Comment = string.IsNullOrEmpty(draft.Comment) ? null : draft.Comment,
        };
    }
}
