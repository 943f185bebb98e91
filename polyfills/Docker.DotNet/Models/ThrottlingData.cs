using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class ThrottlingData
{
    [JsonProperty("periods")]
    public ulong Periods { get; set; }

    [JsonProperty("throttled_periods")]
    public ulong ThrottledPeriods { get; set; }

    [JsonProperty("throttled_time")]
    public ulong ThrottledTime { get; set; }
}
