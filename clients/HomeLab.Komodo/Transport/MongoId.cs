using System.Text.Json.Serialization;

namespace HomeLab.Komodo.Transport;

/// <summary>An id as documents have it; list items have the text alone.</summary>
sealed record MongoId
{
    [JsonPropertyName("$oid")]
    public required string Text { get; init; }
}
