using System.Text.Json.Nodes;
using HomeLab.Simulators.Cloudflare.Http;

namespace HomeLab.Simulators.Cloudflare.Records;

static class RecordJson
{
    public static JsonObject Of(DnsRecord record)
    {
        var json = new JsonObject
        {
            ["id"] = record.Id,
            ["name"] = record.Name,
            ["type"] = record.Type,
            ["content"] = record.Content,
            ["proxiable"] = RecordRules.IsProxiable(record.Type, record.Content),
            ["proxied"] = record.Proxied,
            ["ttl"] = record.Ttl,
            ["settings"] = new JsonObject(record.Settings.Select(setting => KeyValuePair.Create(setting.Key, (JsonNode?)setting.Value))),
            ["meta"] = record.IsReadOnly ? new JsonObject { ["read_only"] = true } : [],
            ["comment"] = record.Comment,
            ["tags"] = new JsonArray([.. record.Tags.Select(tag => (JsonNode)tag)]),
            ["created_on"] = record.CreatedOn.ToApi(),
            ["modified_on"] = record.ModifiedOn.ToApi(),
        };
        if (record.CommentModifiedOn is { } comment)
            json["comment_modified_on"] = comment.ToApi();
        if (record.TagsModifiedOn is { } tags)
            json["tags_modified_on"] = tags.ToApi();
        if (record.Priority is { } priority)
            json["priority"] = priority;
        if (StructuredType.Find(record.Type) is { } structured)
            json["data"] = structured.DataOf(record);
        return json;
    }
}
