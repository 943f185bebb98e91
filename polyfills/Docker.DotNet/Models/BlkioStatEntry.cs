using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class BlkioStatEntry
{
    [JsonProperty("major")]
    public ulong Major { get; set; }

    [JsonProperty("minor")]
    public ulong Minor { get; set; }

    [JsonProperty("op")]
    public string Op { get; set; }

    [JsonProperty("value")]
    public ulong Value { get; set; }
}
