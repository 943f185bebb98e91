using System.Text.Json;
using System.Text.Json.Serialization;

namespace HomeLab.Cloudflare;

static class Json
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        // A field that is not sent is kept by PATCH; a null would be refused with 9207.
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 32,
    };
}
