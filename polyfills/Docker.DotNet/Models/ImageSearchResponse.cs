using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ImageSearchResponse
{
    [JsonProperty("description")]
    public string Description { get; set; }

    [JsonProperty("is_automated")]
    public bool IsAutomated { get; set; }

    [JsonProperty("is_official")]
    public bool IsOfficial { get; set; }

    [JsonProperty("name")]
    public string Name { get; set; }

    [JsonProperty("star_count")]
    public long StarCount { get; set; }
}
