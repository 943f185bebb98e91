using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class PidsStats
{
    [JsonProperty("current")]
    public ulong Current { get; set; }

    [JsonProperty("limit")]
    public ulong Limit { get; set; }
}
