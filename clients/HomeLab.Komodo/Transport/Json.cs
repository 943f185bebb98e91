using System.Text.Json;

namespace HomeLab.Komodo.Transport;

/// <summary>What is unknown is ignored, since fields come with every release; what is required has to be there.</summary>
static class Json
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        MaxDepth = 64,
        RespectNullableAnnotations = true,
        Converters = { new EpochMilliseconds() },
    };
}
