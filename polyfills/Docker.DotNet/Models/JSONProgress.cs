using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class JSONProgress
{
    [JsonProperty("current")]
    public long Current { get; set; }

    [JsonProperty("hidecounts")]
    public bool HideCounts { get; set; }

    [JsonProperty("start")]
    public long Start { get; set; }

    [JsonProperty("total")]
    public long Total { get; set; }

    [JsonProperty("units")]
    public string Units { get; set; }

    public long winSize { get; set; }
}
