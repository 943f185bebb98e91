using System.Text.Json;

namespace HomeLab.Cloudflare;

/// <summary>An answer of the API as it stands.</summary>
/// <param name="Headers">By name, in any case.</param>
public sealed record ApiAnswer(int Status, IReadOnlyDictionary<string, string> Headers, JsonElement Body);
