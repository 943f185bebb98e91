using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ContainerPathStatResponse
{
    [JsonProperty("linkTarget")]
    public string LinkTarget { get; set; }

    [JsonProperty("mode")]
    public uint Mode { get; set; }

    [JsonProperty("mtime")]
    public DateTime Mtime { get; set; }

    [JsonProperty("name")]
    public string Name { get; set; }

    [JsonProperty("size")]
    public long Size { get; set; }
}
