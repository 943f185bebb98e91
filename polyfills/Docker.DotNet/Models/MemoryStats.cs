using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class MemoryStats
{
    [JsonProperty("commitbytes")]
    public ulong Commit { get; set; }

    [JsonProperty("commitpeakbytes")]
    public ulong CommitPeak { get; set; }

    [JsonProperty("failcnt")]
    public ulong Failcnt { get; set; }

    [JsonProperty("limit")]
    public ulong Limit { get; set; }

    [JsonProperty("max_usage")]
    public ulong MaxUsage { get; set; }

    [JsonProperty("privateworkingset")]
    public ulong PrivateWorkingSet { get; set; }

    [JsonProperty("stats")]
    public IDictionary<string, ulong> Stats { get; set; }

    [JsonProperty("usage")]
    public ulong Usage { get; set; }
}
