using System.Text.Json;

namespace HomeLab.Crash.Checking;

static class RecordStates
{
    /// <summary>From a JSON object with name, type, content and comment; a TXT's quotes are no part of what it says.</summary>
    public static RecordState? Read(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var type = record.GetProperty("type").GetString()!;
        var content = record.GetProperty("content").GetString()!;
        return new RecordState(
            record.GetProperty("name").GetString()!, type, type == "TXT" ? content.Trim('"') : content,
            record.TryGetProperty("comment", out var comment) ? comment.GetString() ?? "" : "");
    }
}
