using Newtonsoft.Json;

namespace Docker.DotNet.Models;

public class CPUStats
{
    [JsonProperty("cpu_usage")]
    public CPUUsage CPUUsage { get; set; }

    [JsonProperty("online_cpus")]
    public uint OnlineCPUs { get; set; }

    [JsonProperty("system_cpu_usage")]
    public ulong SystemUsage { get; set; }

    [JsonProperty("throttling_data")]
    public ThrottlingData ThrottlingData { get; set; }
}
